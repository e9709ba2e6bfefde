using System.Text;
using Chat.Core.Errors;
using Chat.Engine.Gguf;

namespace Chat.Engine.Tests.Support;

/// <summary>A broken file and what its refusal must say; and short ways to break files.</summary>
/// <param name="File">Builds the file.</param>
/// <param name="Kind">The kind of the refusal.</param>
/// <param name="Piece">A piece of its message.</param>
internal sealed record BrokenGguf(Func<byte[]> File, ChatErrorKind Kind, string Piece)
{
    public void AssertRefused()
    {
        var refusal = GgufFiles.Refusal(File());
        Assert.Equal(Kind, refusal.Kind);
        Assert.Contains(Piece, refusal.Message, StringComparison.Ordinal);
    }

    public static byte[] With(Action<GgufBuilder> breakIt)
    {
        var builder = new GgufBuilder();
        breakIt(builder);
        return builder.Build();
    }

    public static GgufBuilder Cut(GgufBuilder builder)
    {
        builder.DataBytes = 32;
        return builder;
    }

    public static GgufBuilder Packed(GgufBuilder builder)
    {
        builder.Alignment = 1;
        return builder;
    }

    public static void Many(int count, Action<int> act)
    {
        for (var index = 0; index < count; index++)
        {
            act(index);
        }
    }

    public static GgufBuilder Array(GgufBuilder builder, uint elementType, ulong count, ulong firstLength = 0) =>
        builder.RawEntry(
            "k",
            GgufValueType.Array,
            writer =>
            {
                writer.Write(elementType);
                writer.Write(count);
                writer.Write(firstLength);
                writer.Write(Encoding.ASCII.GetBytes(new string('x', firstLength == 0 ? 0 : 20_000)));
            }
        );
}
