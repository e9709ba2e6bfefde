namespace Chat.Engine.Gguf;

/// <summary>How the numbers of a tensor are stored.</summary>
/// <param name="Id">The number in the file.</param>
/// <param name="Name">The name, such as <c>Q4_1</c>.</param>
/// <param name="BlockElements">The elements of one block; the first dimension is a multiple of it.</param>
/// <param name="BlockBytes">The bytes of one block.</param>
internal sealed record GgufTensorType(uint Id, string Name, int BlockElements, int BlockBytes);
