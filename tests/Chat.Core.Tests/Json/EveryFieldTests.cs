using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Json;

public sealed class EveryFieldTests
{
    [Fact]
    public void A_request_with_every_field_survives()
    {
        var coverage = new FieldCoverage();
        coverage.Visit(Wire.Survives<ChatCompletionRequest>(EveryField.Request));
        Assert.Empty(coverage.Unknown);
        Assert.DoesNotContain(
            coverage.Missing(typeof(ChatCompletionRequest)),
            name => name.StartsWith("ChatCompletionRequest.", StringComparison.Ordinal)
        );

        foreach (var form in EveryField.OtherForms)
        {
            coverage.Visit(Wire.Survives<ChatCompletionRequest>(form));
        }

        Assert.Empty(coverage.Missing(typeof(ChatCompletionRequest)));
    }

    [Fact]
    public void An_answer_with_every_field_survives()
    {
        var coverage = new FieldCoverage();
        coverage.Visit(Wire.Survives<ChatCompletion>(EveryField.Completion));

        Assert.Empty(coverage.Unknown);
        Assert.DoesNotContain(coverage.Missing(typeof(ChatCompletion)), name => !IsOfRequestsOnly(name));
    }

    [Fact]
    public void A_chunk_with_every_field_survives()
    {
        var coverage = new FieldCoverage();
        coverage.Visit(Wire.Survives<ChatCompletionChunk>(EveryField.Chunk));

        Assert.Empty(coverage.Unknown);
        Assert.DoesNotContain(coverage.Missing(typeof(ChatCompletionChunk)), name => !IsOfRequestsOnly(name));
    }

    [Fact]
    public void The_check_notices_a_field_without_a_value()
    {
        var coverage = new FieldCoverage();
        coverage.Visit(Wire.Read<ChatCompletionRequest>("""{"messages":[],"n":1,"x":1}"""));

        Assert.Contains("ChatCompletionRequest.Seed", coverage.Missing(typeof(ChatCompletionRequest)));
        Assert.Contains("ToolGrammar.Syntax", coverage.Missing(typeof(ChatCompletionRequest)));
        Assert.DoesNotContain("ChatCompletionRequest.N", coverage.Missing(typeof(ChatCompletionRequest)));
        Assert.Equal("ChatCompletionRequest.x", Assert.Single(coverage.Unknown));
    }

    [Fact]
    public void An_unknown_field_in_every_object_survives()
    {
        foreach (var json in (string[])[EveryField.Request, .. EveryField.OtherForms])
        {
            Wire.Survives<ChatCompletionRequest>(WithUnknowns(json));
        }

        Wire.Survives<ChatCompletion>(WithUnknowns(EveryField.Completion));
        Wire.Survives<ChatCompletionChunk>(WithUnknowns(EveryField.Chunk));
    }

    // A message's own fields and the parts of its content are tested by the request.
    private static bool IsOfRequestsOnly(string name) =>
        name
            is "ChatMessage.ToolCallId"
                or "ChatMessage.ToolName"
                or "ToolCallDelta.FunctionCalls"
                or "MessageContent.Parts"
        || name.StartsWith("ContentPart.", StringComparison.Ordinal)
        || name.StartsWith("ImageUrl.", StringComparison.Ordinal)
        || name.StartsWith("InputAudio.", StringComparison.Ordinal)
        || name.StartsWith("InputFile.", StringComparison.Ordinal)
        || name.StartsWith("PromptCacheBreakpoint.", StringComparison.Ordinal);

    private static string WithUnknowns(string json)
    {
        var root = JsonNode.Parse(json)!;
        Add(root);
        return root.ToJsonString();
    }

    // The maps of names to values are no objects with fields.
    private static void Add(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            list.ToList().ForEach(Add);
        }
        else if (node is JsonObject fields)
        {
            fields
                .Where(field => field.Key is not ("metadata" or "logit_bias"))
                .ToList()
                .ForEach(field => Add(field.Value));
            fields["x_unknown"] = JsonSerializer.SerializeToNode(new { a = new object?[] { 1.5, null, "é" } });
        }
    }
}
