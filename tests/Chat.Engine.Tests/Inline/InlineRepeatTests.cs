using Chat.Engine.Inline;

namespace Chat.Engine.Tests.Inline;

public sealed class InlineRepeatTests
{
    [Theory]
    [InlineData("x", "", "x")]
    [InlineData("x;", ";\n", "x")]
    [InlineData("x)", ")", "x")]
    [InlineData("foo(a)", ")", "foo(a)")]
    [InlineData("foo(a))", ")", "foo(a)")]
    [InlineData("x\");", "\");\n", "x")]
    [InlineData("return value", "value;", "return ")]
    [InlineData("data", "a)", "data")]
    [InlineData("foo();\n}", "\n}\n", "foo();")]
    [InlineData("foo();\n    return x;\n}\n\nmore", "\n    return x;\n}\n", "foo();")]
    [InlineData("if (a) {\n    b;\n}", "\n}\n", "if (a) {\n    b;\n}")]
    public void What_stands_after_the_cursor_is_not_written_again(string text, string suffix, string kept) =>
        Assert.Equal(kept, InlineRepeat.Cut(text, "", suffix));

    [Fact]
    public void The_next_line_is_known_by_the_whole_line_of_the_cursor()
    {
        Assert.Equal("", InlineRepeat.Cut("lue = 1;", "va", "\nvalue = 1;\n"));
        Assert.Equal("lue = 1;", InlineRepeat.Cut("lue = 1;", "va", "\nlue = 1;\n"));
    }

    [Theory]
    [InlineData("x", ")", 0)]
    [InlineData("x) + y;", ")", 1)]
    [InlineData("x) + (y);", ")", 1)]
    [InlineData("a[1]) + 1;", "])", 0)]
    [InlineData("1]) + 1;", "])", 2)]
    [InlineData("x\") + y", "\")", 2)]
    [InlineData("f(x) + y", ")", 0)]
    [InlineData("x) + y", ") b", 0)]
    [InlineData("x) + y", "", 0)]
    [InlineData("x) + y", ")  ", 1)]
    public void Brackets_that_the_editor_put_in_are_replaced(string text, string restOfLine, int replaced) =>
        Assert.Equal(replaced, InlineRepeat.ReplacesAfter(text, restOfLine));
}
