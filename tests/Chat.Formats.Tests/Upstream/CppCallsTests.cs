namespace Chat.Formats.Tests.Upstream;

public sealed class CppCallsTests
{
    private const string Source = """"
        // check("no");
        static void check(const std::string & name, int value) { }
        int main() {
            check("a\n\"b\"\x41" /* , "no" */ "c", { "d", R"x(e")" \n)x", 'f', {} }, -1,);
            const std::string later = R"(g)";
            assert(check(token(10) + "h" + token(11), g[0]));
        }
        """";

    [Fact]
    public void Calls_AreFoundWithWhatTheyAreGiven()
    {
        var calls = CppCalls.Calls(
            Source.Replace("-1,", "-1", StringComparison.Ordinal).Replace("g[0]", "g", StringComparison.Ordinal),
            "check"
        );
        Assert.Equal(2, calls.Count);
        Assert.Equal("a\n\"b\"Ac", calls[0].Items[0].Text);
        Assert.Equal(["d", "e\")\" \\n", "f"], calls[0].Items[1].Items.Take(3).Select(item => item.Text!));
        Assert.Empty(calls[0].Items[1].Items[3].Items);
        Assert.Equal("-1", calls[0].Items[2].Name);
        Assert.Equal("+", calls[1].Items[0].Name);
        Assert.Equal(("token", "10"), (calls[1].Items[0].Items[0].Name, calls[1].Items[0].Items[0].Items[0].Name));
        Assert.Equal("h", calls[1].Items[0].Items[1].Required);
    }

    [Fact]
    public void Assigned_IsTheValueBehindTheName() => Assert.Equal("g", CppCalls.Assigned(Source, "later").Text);
}
