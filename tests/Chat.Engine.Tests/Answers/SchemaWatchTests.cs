using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Engine.Answers;

namespace Chat.Engine.Tests.Answers;

/// <summary>Which choices are checked against a schema, and when.</summary>
public sealed class SchemaWatchTests
{
    private readonly SchemaWatch _watch = new(JsonElement.Parse("""{"uniqueItems":true}"""));

    [Fact]
    public void A_choice_is_checked_when_the_model_ends_it()
    {
        Assert.Null(_watch.Read(Chunk(0, "[1,", null)).Warnings);
        Assert.Null(_watch.Read(Chunk(1, "[1,2]", FinishReason.Stop)).Warnings);

        var warnings = _watch.Read(Chunk(0, "1]", FinishReason.Stop) with { Warnings = ["other"] }).Warnings;

        Assert.Equal(2, warnings!.Count);
        Assert.Equal("other", warnings[0]);
        Assert.StartsWith("The answer does not follow the schema: ", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_cut_or_ends_in_calls_is_not_checked()
    {
        Assert.Null(_watch.Read(Chunk(0, "[1,1", FinishReason.Length)).Warnings);
        Assert.Null(_watch.Read(Chunk(1, "", FinishReason.ToolCalls)).Warnings);
    }

    private static ChatCompletionChunk Chunk(int choice, string content, FinishReason? reason) =>
        new()
        {
            Id = "a",
            Created = 0,
            Model = "m",
            Choices =
            [
                new ChunkChoice
                {
                    Index = choice,
                    Delta = new ChatDelta { Content = content },
                    FinishReason = reason,
                },
            ],
        };
}
