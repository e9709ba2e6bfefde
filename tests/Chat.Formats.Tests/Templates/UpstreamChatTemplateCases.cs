using Chat.Core.Requests;
using Chat.Formats.Tests.Upstream;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Templates;

/// <summary>The cases of llama.cpp's table of chat templates, read from its source.</summary>
internal static class UpstreamChatTemplateCases
{
    /// <summary>A case. The conversation holds roles that this library does not know where the table's does.</summary>
    public sealed record Case(
        string Name,
        string Template,
        string Expected,
        string BosToken,
        string EosToken,
        bool IsSupported,
        IReadOnlyList<ChatMessage> Messages
    );

    /// <summary>Reads all cases; none when the source is not there.</summary>
    public static IReadOnlyList<Case> All { get; } = UpstreamSource.Folder is null ? [] : Read();

    private static List<Case> Read()
    {
        var tokens = CppText.Read(UpstreamSource.Read("tests/test-chat-template.cpp"));
        var at = Find(tokens, "conversation", 0);
        var conversation = ReadMessages(tokens, ref at);
        at = Find(tokens, "test_cases", at) + 1;
        var cases = new List<Case>();
        while (tokens[at].IsSign('{'))
        {
            cases.Add(ReadCase(tokens, ref at, conversation));
            at += tokens[at].IsSign(',') ? 1 : 0;
        }

        return cases;
    }

    // The name and the opening brace of what is initialised under it.
    private static int Find(List<CppToken> tokens, string name, int from)
    {
        for (var at = from; ; at++)
        {
            if (tokens[at].IsWord(name) && tokens[at + 1].IsSign('{'))
            {
                return at + 1;
            }
        }
    }

    private static Case ReadCase(List<CppToken> tokens, ref int at, List<ChatMessage> conversation)
    {
        at++;
        var texts = new List<string>();
        var isSupported = true;
        var messages = conversation.ToList();
        while (!tokens[at].IsSign('}'))
        {
            var token = tokens[at];
            if (token.IsSign('{'))
            {
                messages.AddRange(ReadMessages(tokens, ref at));
                continue;
            }

            if (token.Kind == CppTokenKind.String)
            {
                texts.Add(token.Text);
            }
            else if (token.IsWord("false"))
            {
                isSupported = false;
            }

            at++;
        }

        at++;
        return new Case(
            texts[0],
            texts[1],
            texts.Count > 3 && texts[3].Length > 0 ? texts[3] : texts[2],
            texts.ElementAtOrDefault(4) ?? "",
            texts.ElementAtOrDefault(5) ?? "",
            isSupported,
            messages
        );
    }

    private static List<ChatMessage> ReadMessages(List<CppToken> tokens, ref int at)
    {
        var messages = new List<ChatMessage>();
        at++;
        while (!tokens[at].IsSign('}'))
        {
            // { "role", "content" },
            messages.Add(new ChatMessage { Role = new ChatRole(tokens[at + 1].Text), Content = tokens[at + 3].Text });
            at += 5;
            at += tokens[at].IsSign(',') ? 1 : 0;
        }

        at++;
        return messages;
    }
}
