using System.Text;
using Chat.Engine.Text;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Text;

public sealed class Utf8AssemblerTests
{
    private static readonly Config Config = Properties.Of(1_000);

    [Fact]
    public void Text_cut_anywhere_comes_out_the_same() =>
        Check.One(
            Config,
            Prop.ForAll(
                TextGenerators.Text.ToArbitrary(),
                TextGenerators.Cuts.ToArbitrary(),
                (text, cuts) => Same(text, Assemble(TextGenerators.Cut(Encoding.UTF8.GetBytes(text), cuts)))
            )
        );

    [Fact]
    public void Bytes_cut_anywhere_are_replaced_as_in_one_piece() =>
        Check.One(
            Config,
            Prop.ForAll(
                TextGenerators.AnyBytes.ToArbitrary(),
                TextGenerators.Cuts.ToArbitrary(),
                (bytes, cuts) => Same(Encoding.UTF8.GetString(bytes), Assemble(TextGenerators.Cut(bytes, cuts)))
            )
        );

    [Fact]
    public void No_part_splits_a_surrogate_pair() =>
        Check.One(
            Config,
            Prop.ForAll(
                TextGenerators.AnyBytes.ToArbitrary(),
                TextGenerators.Cuts.ToArbitrary(),
                (bytes, cuts) => Assemble(TextGenerators.Cut(bytes, cuts)).All(IsWellFormed)
            )
        );

    [Fact]
    public void A_character_comes_with_its_last_byte()
    {
        var assembler = new Utf8Assembler();
        var bytes = "😀"u8;

        Assert.Equal("", assembler.Push(bytes[..1]));
        Assert.Equal("", assembler.Push(bytes[1..3]));
        Assert.Equal(3, assembler.HeldBytes);
        Assert.Equal("😀", assembler.Push(bytes[3..]));
        Assert.Equal(0, assembler.HeldBytes);
        Assert.Equal("", assembler.Flush());
    }

    [Fact]
    public void Nothing_gives_the_empty_string_itself() => Assert.Same(string.Empty, new Utf8Assembler().Push([]));

    [Fact]
    public void A_cut_sequence_ends_as_one_replacement_and_the_next_text_is_clean()
    {
        var assembler = new Utf8Assembler();

        Assert.Equal("a", assembler.Push([0x61, 0xF0, 0x9F, 0x98]));
        Assert.Equal("\uFFFD", assembler.Flush());
        Assert.Equal("", assembler.Flush());
        Assert.Equal("b", assembler.Push("b"u8));
    }

    [Fact]
    public void A_held_sequence_that_goes_wrong_is_replaced_at_once()
    {
        var assembler = new Utf8Assembler();

        Assert.Equal("", assembler.Push([0xE2, 0x82]));
        Assert.Equal("\uFFFDa", assembler.Push("a"u8));
    }

    [Fact]
    public void A_byte_order_mark_is_text() =>
        Assert.Equal("\uFEFFa", new Utf8Assembler().Push([0xEF, 0xBB, 0xBF, 0x61]));

    [Fact]
    public void A_long_piece_after_a_held_byte_comes_out_whole()
    {
        var assembler = new Utf8Assembler();
        var text = string.Concat(Enumerable.Repeat("€", 5_000));
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(text, assembler.Push(bytes.AsSpan(0, 1)) + assembler.Push(bytes.AsSpan(1)));
    }

    private static List<string> Assemble(IEnumerable<byte[]> pieces)
    {
        var assembler = new Utf8Assembler();
        return [.. pieces.Select(piece => assembler.Push(piece)), assembler.Flush()];
    }

    private static bool Same(string text, List<string> parts) =>
        string.Equals(text, string.Concat(parts), StringComparison.Ordinal);

    // Runes of a lone surrogate read as U+FFFD; text with none has as many of those as it has of the character itself.
    private static bool IsWellFormed(string text) =>
        text.EnumerateRunes().Count(rune => rune == Rune.ReplacementChar) == text.Count(unit => unit == '\uFFFD');
}
