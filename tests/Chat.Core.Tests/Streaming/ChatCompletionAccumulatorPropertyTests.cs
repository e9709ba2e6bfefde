using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Streaming;

public sealed class ChatCompletionAccumulatorPropertyTests
{
    [Fact]
    public void Any_completion_cut_anywhere_comes_back_equal() =>
        Check.One(
            Properties.Of(500),
            Prop.ForAll(
                Cases.ToArbitrary(),
                cut =>
                {
                    var gathered = Gather(new StreamSplitter(cut.Seed).Split(cut.Completion), cut.Completion.Outcome);
                    return string.Equals(
                            ChatJson.Write(gathered),
                            ChatJson.Write(cut.Completion),
                            StringComparison.Ordinal
                        )
                        .Label($"{ChatJson.Write(cut.Completion)}\n{ChatJson.Write(gathered)}");
                }
            )
        );

    [Fact]
    public void Any_part_of_a_stream_gathers_to_a_start_of_its_text() =>
        Check.One(
            Properties.Of(200),
            Prop.ForAll(
                Cases.ToArbitrary(),
                cut =>
                {
                    var chunks = new StreamSplitter(cut.Seed).Split(cut.Completion);
                    var part = Gather(chunks.Take((chunks.Count + 1) / 2), null);
                    return part.Choices.All(choice =>
                        Text(cut.Completion.Choices.First(whole => whole.Index == choice.Index))
                            .StartsWith(Text(choice), StringComparison.Ordinal)
                    );
                }
            )
        );

    private static Gen<(ChatCompletion Completion, int Seed)> Cases { get; } =
        AnyCompletion.Generator.SelectMany(_ => Gen.Choose(0, int.MaxValue), (completion, seed) => (completion, seed));

    private static ChatCompletion Gather(IEnumerable<ChatCompletionChunk> chunks, CompletionOutcome? outcome)
    {
        var accumulator = new ChatCompletionAccumulator();
        foreach (var chunk in chunks)
        {
            accumulator.Add(chunk);
        }

        return accumulator.ToCompletion(outcome);
    }

    private static string Text(ChatChoice choice) => choice.Message.Content?.Text ?? "";
}
