using Chat.Core.Completions;
using Chat.Core.Requests;
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

    private static readonly Gen<ChatMessage> Message =
        from role in Gen.Elements(ChatRole.Assistant, ChatRole.Tool, new ChatRole("critic"))
        from content in Text
        from refusal in Text
        from reasoning in Text
        from extras in Extras
        select new ChatMessage
        {
            Role = role,
            Content = content,
            Refusal = refusal,
            Reasoning = reasoning,
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
