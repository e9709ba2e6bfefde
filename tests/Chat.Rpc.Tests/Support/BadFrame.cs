namespace Chat.Rpc.Tests.Support;

/// <summary>A frame, and what must come of it.</summary>
/// <param name="Bytes">The frame.</param>
/// <param name="Id">The id that must be answered, once; null for none.</param>
/// <param name="IsAnswered">True when there is an answer, with that id or without one.</param>
internal sealed record BadFrame(byte[] Bytes, long? Id, bool IsAnswered);
