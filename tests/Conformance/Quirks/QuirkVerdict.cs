using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Testing.Quirks;

namespace Chat.Conformance.Tests.Quirks;

/// <summary>Compares what a client made of a quirk with what a correct one does.</summary>
internal static class QuirkVerdict
{
    /// <summary>Fails with the first difference.</summary>
    public static void Assert(QuirkExpectation expected, QuirkReading read)
    {
        AssertError(expected.Error, read.Error);
        if (read.Error is not null && read.Chunks.Count > 0)
        {
            AssertNothingKeptBack(read);
        }

        if (expected.Result is { } wanted)
        {
            Xunit.Assert.NotNull(read.Result);
            AssertResult(wanted, read.Result);
            var chunks = read.Chunks.Select(chunk => JsonNode.Parse(ChatJson.Write(chunk))).ToList();
            foreach (var (path, value) in wanted.SurvivesOnChunk)
            {
                Xunit.Assert.Contains(chunks, chunk => IsAt(chunk, path, value));
            }
        }
    }

    // The caller has seen every token of the partial result, and the partial result has every token that the caller has seen.
    private static void AssertNothingKeptBack(QuirkReading read)
    {
        var gathered = new ChatCompletionAccumulator();
        foreach (var chunk in read.Chunks)
        {
            gathered.Add(chunk);
        }

        Xunit.Assert.Equal(
            gathered.ToCompletion().Choices.Select(choice => JsonSerializer.Serialize(choice.Message)),
            read.Result!.Choices.Select(choice => JsonSerializer.Serialize(choice.Message))
        );
    }

    private static void AssertError(QuirkError? expected, ChatException? error)
    {
        if (expected is null)
        {
            Xunit.Assert.Null(error);
            return;
        }

        Xunit.Assert.NotNull(error);
        Xunit.Assert.Contains(expected.MessageContains, error.Message, StringComparison.Ordinal);
        Xunit.Assert.NotEmpty(error.Advice);
        if (expected.HttpStatus is { } status)
        {
            Xunit.Assert.Equal(status, error.HttpStatus);
        }

        if (expected.Kind is { } kind)
        {
            Xunit.Assert.Equal(kind, error.Kind.ToString(), ignoreCase: true);
        }
    }

    private static void AssertResult(QuirkResult expected, ChatCompletion result)
    {
        Xunit.Assert.Equal(expected.Choices.Count, result.Choices.Count);
        foreach (var (wanted, choice) in expected.Choices.Zip(result.Choices))
        {
            AssertChoice(wanted, choice);
        }

        if (expected.Outcome is { } outcome)
        {
            Xunit.Assert.Equal(
                outcome.Replace("_", "", StringComparison.Ordinal),
                $"{result.Outcome}",
                ignoreCase: true
            );
        }

        if (expected.Usage is { } usage)
        {
            Xunit.Assert.Equal(
                (usage.Prompt, usage.Completion, usage.Total),
                (result.Usage!.PromptTokens, result.Usage.CompletionTokens, result.Usage.TotalTokens)
            );
            Xunit.Assert.Equal(usage.Cached ?? CachedOf(result), CachedOf(result));
        }

        Xunit.Assert.Equal(expected.Id ?? result.Id, result.Id);
        Xunit.Assert.Equal(expected.Model ?? result.Model, result.Model);
        Xunit.Assert.Equal(expected.Created ?? result.Created, result.Created);
        Xunit.Assert.All(
            expected.Warnings,
            text =>
                Xunit.Assert.Contains(
                    result.Warnings ?? [],
                    warning => warning.Contains(text, StringComparison.Ordinal)
                )
        );
        var written = JsonNode.Parse(ChatJson.Write(result));
        Xunit.Assert.All(expected.Survives, pair => Xunit.Assert.True(IsAt(written, pair.Key, pair.Value), pair.Key));
    }

    private static int? CachedOf(ChatCompletion result) => result.Usage?.PromptTokensDetails?.CachedTokens;

    private static void AssertChoice(QuirkChoice expected, ChatChoice choice)
    {
        Xunit.Assert.Equal(expected.Index, choice.Index);
        Xunit.Assert.Equal(NullIfEmpty(expected.Content), NullIfEmpty(choice.Message.Content?.Text));
        Xunit.Assert.Equal(expected.Reasoning, NullIfEmpty(choice.Message.Reasoning));
        Xunit.Assert.Equal(expected.Refusal, NullIfEmpty(choice.Message.Refusal));
        Xunit.Assert.Equal(expected.FinishReason, choice.FinishReason?.Value);
        var calls = choice.Message.ToolCalls ?? [];
        Xunit.Assert.Equal(expected.ToolCalls.Select(call => call.Name), calls.Select(call => call.Function?.Name));
        Xunit.Assert.Equal(
            calls.Count,
            calls.Select(call => call.Id).Where(id => id is { Length: > 0 }).Distinct().Count()
        );
        foreach (var (wanted, call) in expected.ToolCalls.Zip(calls))
        {
            Xunit.Assert.Equal(wanted.Id ?? call.Id, call.Id);
            if (wanted.ArgumentsAsJson)
            {
                Xunit.Assert.True(
                    JsonNode.DeepEquals(JsonNode.Parse(wanted.Arguments), JsonNode.Parse(call.Function!.Arguments!)),
                    call.Function.Arguments
                );
            }
            else
            {
                Xunit.Assert.Equal(wanted.Arguments, call.Function!.Arguments);
            }
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool IsAt(JsonNode? node, string path, JsonElement value)
    {
        foreach (var step in path.Split('.'))
        {
            node = node switch
            {
                JsonArray list => list.ElementAtOrDefault(int.Parse(step, CultureInfo.InvariantCulture)),
                JsonObject fields => fields[step],
                _ => null,
            };
        }

        return JsonNode.DeepEquals(node, JsonSerializer.SerializeToNode(value));
    }
}
