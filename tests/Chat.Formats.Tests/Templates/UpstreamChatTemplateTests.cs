using Chat.Core.Errors;
using Chat.Formats.Templates;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Templates;

public class UpstreamChatTemplateTests
{
    private const int CaseCount = 36;

    private static readonly Dictionary<string, string> KnownDifferences = new()
    {
        ["ibm-granite/granite-3.x (tool call)"] = "its roles assistant_tool_call and tool_response are refused",
        ["ibm-granite/granite-4.0 (tool call)"] = "its roles assistant_tool_call and tool_response are refused",
        ["ibm-granite/granite-4.1 (tool call)"] = "its roles assistant_tool_call and tool_response are refused",
    };

    public static TheoryData<string> Names()
    {
        TheoryData<string> names =
        [
            .. UpstreamChatTemplateCases.All.Where(one => one.IsSupported).Select(one => one.Name),
        ];
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

        Assert.Equal(CaseCount, UpstreamChatTemplateCases.All.Count);
        Assert.Equal(1, UpstreamChatTemplateCases.All.Count(one => !one.IsSupported));
        Assert.Empty(KnownDifferences.Keys.Except(UpstreamChatTemplateCases.All.Select(one => one.Name)));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Renders_as_llama_cpp_does(string name)
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var one = UpstreamChatTemplateCases.All.Single(candidate => candidate.Name == name);

        string rendered;
        try
        {
            var template = ChatTemplate.Create(one.Template, one.BosToken, one.EosToken);
            rendered =
                template.Warning
                ?? string.Concat(
                    template.Render(new TemplateRequest { Messages = one.Messages }).Select(piece => piece.Text)
                );
        }
        catch (ChatException exception)
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
}
