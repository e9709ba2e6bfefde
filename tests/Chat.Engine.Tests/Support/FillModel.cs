using System.Buffers.Binary;
using System.Text;

namespace Chat.Engine.Tests.Support;

/// <summary>The bundled model in a file that names tokens for fill-in-the-middle prompts, which it was never trained on.</summary>
internal static class FillModel
{
    private const int HeaderBytes = 24;
    private const int EntriesOffset = 16;
    private const int Alignment = 32;

    private static readonly string[] Keys = ["fim_pre", "fim_suf", "fim_mid", "fim_rep", "fim_sep"];

    /// <summary>The ids of prefix, suffix, middle, repository and separator: control tokens of the bundled model that chat does not use.</summary>
    public static IReadOnlyList<int> Markers { get; } = [11, 12, 13, 4, 5];

    /// <summary>Writes the file, its new entries first and padded so that nothing else has to move against the alignment.</summary>
    public static string Write(TemporaryFolder folder)
    {
        var path = Path.Combine(folder.Path, "fill.gguf");
        using var source = File.OpenRead(BundledModelFile.Path);
        using var target = File.Create(path);
        var header = new byte[HeaderBytes];
        source.ReadExactly(header);
        var entries = GgufBuilder.Bytes(writer =>
        {
            for (var key = 0; key < Keys.Length; key++)
            {
                Key(writer, $"tokenizer.ggml.{Keys[key]}_token_id", 4);
                writer.Write((uint)Markers[key]);
            }

            Key(writer, "test.padding", 8);
            writer.Flush();
            var rest = Alignment - ((writer.BaseStream.Position + sizeof(ulong)) % Alignment);
            writer.Write((ulong)rest);
            writer.Write(Encoding.ASCII.GetBytes(new string(' ', (int)rest)));
        });
        var count = header.AsSpan(EntriesOffset);
        BinaryPrimitives.WriteUInt64LittleEndian(
            count,
            BinaryPrimitives.ReadUInt64LittleEndian(count) + (ulong)Keys.Length + 1
        );
        target.Write(header);
        target.Write(entries);
        source.CopyTo(target);
        return path;
    }

    private static void Key(BinaryWriter writer, string key, uint type)
    {
        writer.Write((ulong)key.Length);
        writer.Write(Encoding.ASCII.GetBytes(key));
        writer.Write(type);
    }
}
