using System.Runtime.InteropServices;
using System.Text;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Native;

namespace Chat.Engine.Templates;

/// <summary>
/// A model's template through llama.cpp's own list of built-in formats, which it recognises by their marks. Each message's content is
/// rendered as a placeholder and put in afterwards, so that text from messages and text from the template stay apart.
/// </summary>
internal sealed class BuiltInChatTemplate : IChatTemplate
{
    private const string Fallback = "chatml";
    private const int MaxPromptBytes = 16 * 1024 * 1024;

    // Private-use characters mark the place of a message. The padding is white space that no template writes: a format that trims
    // its messages takes the padding away, and the message is then trimmed too.
    private const char Open = '\uE0F0';
    private const char Close = '\uE0F1';
    private const char Padding = '\v';

    private readonly byte[] _template;

    private BuiltInChatTemplate(string template, string? warning)
    {
        _template = ZeroTerminated(template);
        Warning = warning;
    }

    /// <inheritdoc/>
    public string? Warning { get; }

    /// <summary>Makes the template of a model.</summary>
    /// <param name="template">The model's own template; null when it has none.</param>
    public static BuiltInChatTemplate Create(string? template)
    {
        if (string.IsNullOrEmpty(template))
        {
            return new BuiltInChatTemplate(Fallback, "The model has no chat template, so the ChatML format is used.");
        }

        var own = new BuiltInChatTemplate(template, warning: null);
        return own.IsRecognised()
            ? own
            : new BuiltInChatTemplate(
                Fallback,
                "The model's chat template is not one that this engine knows, so the ChatML format is used; answers may be poor."
            );
    }

    /// <inheritdoc/>
    public IReadOnlyList<PromptSegment> Render(IReadOnlyList<ChatMessage> messages)
    {
        var roles = messages.Select(RoleOf).ToList();
        var contents = messages.Select(ContentOf).ToList();
        var rendered =
            Apply(roles, [.. contents.Select((_, index) => $"{Padding}{Open}{index}{Close}{Padding}")])
            ?? throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The model's chat template cannot render this conversation.",
                "Begin with at most one system message, then let user and assistant messages take turns."
            );
        return Split(rendered, contents);
    }

    private static List<PromptSegment> Split(string rendered, List<string> contents)
    {
        var segments = new List<PromptSegment>();
        var position = 0;
        while (rendered.IndexOf(Open, position) is var open and >= 0)
        {
            var close = rendered.IndexOf(Close, open);
            var content = contents[int.Parse(rendered.AsSpan(open + 1, close - open - 1))];
            var start = open;
            if (start > position && rendered[start - 1] == Padding)
            {
                start--;
            }
            else
            {
                content = content.TrimStart();
            }

            var end = close + 1;
            if (end < rendered.Length && rendered[end] == Padding)
            {
                end++;
            }
            else
            {
                content = content.TrimEnd();
            }

            Add(segments, rendered[position..start], isTrusted: true);
            Add(segments, content, isTrusted: false);
            position = end;
        }

        Add(segments, rendered[position..], isTrusted: true);
        return segments;
    }

    private static void Add(List<PromptSegment> segments, string text, bool isTrusted)
    {
        if (text.Length > 0)
        {
            segments.Add(new PromptSegment(text, isTrusted));
        }
    }

    // Templates write the role's text into the prompt, so only roles that this engine knows may reach one.
    private static string RoleOf(ChatMessage message) =>
        message.Role.Value switch
        {
            "developer" or "system" => "system",
            "user" => "user",
            "assistant" => "assistant",
            "tool" or "function" => "tool",
            var role => throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The role \"{role}\" is not one that a local model knows.",
                "Use developer, system, user, assistant or tool."
            ),
        };

    private static string ContentOf(ChatMessage message)
    {
        if (message.Content?.Parts?.FirstOrDefault(part => part.Text is null) is { } other)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"A message holds a part of type \"{other.Type}\", and local models read text only.",
                "Send text parts only, or use a remote model."
            );
        }

        return message.Content?.ToString() ?? message.Refusal ?? "";
    }

    private bool IsRecognised() => Apply(["user"], ["x"]) is not null;

    private unsafe string? Apply(List<string> roles, List<string> contents)
    {
        var texts = roles.Concat(contents).Select(ZeroTerminated).ToArray();
        var pins = Array.ConvertAll(texts, text => GCHandle.Alloc(text, GCHandleType.Pinned));
        try
        {
            var messages = new NativeChatMessage[roles.Count];
            for (var index = 0; index < messages.Length; index++)
            {
                messages[index].Role = pins[index].AddrOfPinnedObject();
                messages[index].Content = pins[roles.Count + index].AddrOfPinnedObject();
            }

            return Apply(messages, texts.Sum(text => text.Length));
        }
        finally
        {
            Array.ForEach(pins, pin => pin.Free());
        }
    }

    private string? Apply(NativeChatMessage[] messages, int textBytes)
    {
        var buffer = new byte[(2 * textBytes) + 1024];
        var length = Apply(messages, buffer);
        if (length > buffer.Length)
        {
            buffer = new byte[Math.Min(length, MaxPromptBytes)];
            length = Apply(messages, buffer);
        }

        return length < 0 || length > buffer.Length ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }

    private int Apply(NativeChatMessage[] messages, byte[] buffer) =>
        NativeMethods.ChatApplyTemplate(
            _template,
            messages,
            (nuint)messages.Length,
            addAssistant: true,
            buffer,
            buffer.Length
        );

    private static byte[] ZeroTerminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
