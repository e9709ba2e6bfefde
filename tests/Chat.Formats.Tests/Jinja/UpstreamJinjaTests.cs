using System.Text.Json;
using Chat.Formats.Jinja;
using Chat.Formats.Jinja.Values;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Jinja;

public class UpstreamJinjaTests
{
    private const int CaseCount = 290;

    private static readonly Dictionary<string, string> KnownDifferences = new()
    {
        ["array.pop() last"] = "lists given from outside are not changed",
        ["array.pop() with index"] = "lists given from outside are not changed",
        ["array.append()"] = "lists given from outside are not changed",
    };

    public static TheoryData<string> Names()
    {
        TheoryData<string> names = [.. UpstreamJinjaCases.All.Select(one => one.Name)];
        if (names.Count == 0)
        {
            names.Add("");
        }

        return names;
    }

    [SkippableFact]
    public void All_cases_are_found()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);

        Assert.Equal(CaseCount, UpstreamJinjaCases.All.Count);
        Assert.Empty(KnownDifferences.Keys.Except(UpstreamJinjaCases.All.Select(one => one.Name)));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Renders_as_llama_cpp_does(string name)
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var one = UpstreamJinjaCases.All.Single(candidate => candidate.Name == name);

        string rendered;
        try
        {
            rendered = Render(one);
        }
        catch (JinjaException exception)
        {
            rendered = exception.Message;
        }

        if (KnownDifferences.ContainsKey(name))
        {
            Assert.NotEqual(one.Expected, rendered);
        }
        else
        {
            Assert.Equal(one.Expected, rendered);
        }
    }

    private static string Render(UpstreamJinjaCases.Case one)
    {
        using var variables = JsonDocument.Parse(one.Variables);
        var values = (JinjaObject)JinjaValue.FromJson(variables.RootElement, isInput: true);
        return JinjaTemplate.Parse(one.Template).Render(values).ToString();
    }
}
