using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Tools;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Support;

/// <summary>Makes up completions as a stream could have brought them.</summary>
internal static class AnyCompletion
{
    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.Constant<string?>(null),
        Gen.Elements("", "a", "Yes.", "é😀日", "\0\n\"\\", "two words", "\u2028")
            .ArrayOf()
            .Select<string[], string?>(string.Concat)
    );

    private static readonly Gen<TokenLogprob[]?> Tokens = Gen.OneOf(
        Gen.Constant<TokenLogprob[]?>(null),
        Gen.Elements("a", " b", "�")
            .SelectMany(
                _ => Gen.Choose(-30, 0),
                (text, logprob) => new TokenLogprob { Token = text, Logprob = logprob }
            )
            .ArrayOf()
            .Select<TokenLogprob[], TokenLogprob[]?>(tokens => tokens)
    );

    private static readonly Gen<string?> Extras = Gen.Elements<string?>(
        null,
        """{"x":1.50}""",
        """{"y":{"z":[null,"é"]},"x":"s"}"""
    );

    private static readonly Gen<FinishReason?> Reason = Gen.Elements<FinishReason?>(
        null,
        FinishReason.Stop,
        FinishReason.Length,
        FinishReason.ToolCalls,
        new FinishReason("eos")
    );

    private static readonly Gen<string> Arguments = Gen.Elements(
        "",
        "{}",
        """{"x":1}""",
        """{"s":"}{\\\"","l":[[],{}]}""",
        "no JSON",
        "{"
    );

    private static readonly Gen<ToolCall[]> Calls = Gen.Elements("f", "g")
        .SelectMany(_ => Arguments, (name, arguments) => (Name: name, Arguments: arguments))
        .SelectMany(_ => Extras, (call, extras) => (call.Name, call.Arguments, Extras: extras))
        .ArrayOf(3)
        .SelectMany(_ => Gen.Choose(0, 4), (all, count) => all[..Math.Max(0, count - 1)])
        .Select(all => all.Select((call, place) => Call(call.Name, call.Arguments, call.Extras, place)).ToArray());

    private static readonly Gen<AudioMessage?> Audio = Gen.OneOf(
        Gen.Constant<AudioMessage?>(null),
        Gen.Constant<AudioMessage?>(null),
        Text.SelectMany<string?, string?, AudioMessage?>(
            _ => Text,
            (data, transcript) =>
                new AudioMessage
                {
                    Id = "audio_1",
                    Data = data,
                    Transcript = transcript,
                    ExpiresAt = data is null ? null : 5,
                }
        )
    );

    private static readonly Gen<ChatMessage> Message =
        from role in Gen.Elements(ChatRole.Assistant, ChatRole.Tool, new ChatRole("critic"))
        from content in Text
        from refusal in Text
        from reasoning in Text
        from names in Gen.Choose(1, 7)
        from calls in Calls
        from audio in Audio
        from function in Gen.Elements<FunctionCall?>(
            null,
            null,
            new FunctionCall { Name = "g", Arguments = "{\"z\":[1,2]}" }
        )
        from annotations in Gen.Elements<Annotation[]?>(
            null,
            null,
            [new Annotation { Type = "a" }, new Annotation { Type = "b" }]
        )
        from extras in Extras
        select new ChatMessage
        {
            Role = role,
            Content = content,
            Refusal = refusal,
            ReasoningField = (names & 1) > 0 ? reasoning : null,
            ReasoningContentField = (names & 2) > 0 ? reasoning : null,
            ThinkingField = (names & 4) > 0 ? reasoning : null,
            ToolCalls = calls.Length == 0 ? null : calls,
            FunctionCall = function,
            Audio = audio,
            Annotations = annotations,
            ExtensionData = extras is null ? null : Wire.Extras(extras),
        };

    private static readonly Gen<ChatChoice> Choice =
        from message in Message
        from content in Tokens
        from refusal in Tokens
        from reason in Reason
        from extras in Extras
        select new ChatChoice
        {
            Message = message,
            FinishReason = reason,
            Logprobs =
                content is null && refusal is null ? null : new ChoiceLogprobs { Content = content, Refusal = refusal },
            ExtensionData = extras is null ? null : Wire.Extras(extras),
        };

    private static ToolCall Call(string name, string text, string? extras, int place) =>
        new()
        {
            Id = $"call_x{place}",
            Type = place == 2 ? "custom" : "function",
            Function = place == 2 ? null : new FunctionCall { Name = name, Arguments = text },
            Custom = place == 2 ? new CustomToolCall { Name = name, Input = text } : null,
            ExtensionData = extras is null ? null : Wire.Extras(extras),
        };

    /// <summary>Any completion; its outcome is told by hand so that it does not hang on the finish reasons.</summary>
    public static Gen<ChatCompletion> Generator { get; } =
        from choices in Choice.ArrayOf(4).SelectMany(_ => Gen.Choose(0, 4), (all, count) => all[..count])
        from step in Gen.Choose(1, 30)
        from total in Gen.Choose(0, 9)
        from warnings in Gen.Elements("one", "two").ArrayOf()
        from outcome in Gen.Elements(Enum.GetValues<CompletionOutcome>())
        from extras in Extras
        select new ChatCompletion
        {
            Id = "c1",
            Created = 1700000000,
            Model = "m",
            Choices = [.. choices.Select((choice, index) => choice with { Index = index * step })],
            Usage = total == 0 ? null : new Usage { TotalTokens = total },
            Timings = total < 5 ? null : new CompletionTimings { PredictedTokens = total },
            SystemFingerprint = total < 3 ? null : "fp",
            Outcome = outcome,
            Warnings = warnings.Length == 0 ? null : warnings,
            ExtensionData = extras is null ? null : Wire.Extras(extras),
        };
}
