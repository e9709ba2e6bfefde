using System.Text;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;
using Chat.Core.Tools;

namespace Chat.Core.Tests.Streaming;

public sealed class ToolCallsAccumulatorTests
{
    // Each row: the tool_calls of the chunks, one line each, and the calls they make as id:name(arguments).
    [Theory]
    [InlineData(
        "the specification's: pieces by index",
        """
            [{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}]
            [{"index":0,"function":{"arguments":"{\"x\""}}]
            [{"index":0,"function":{"arguments":":1}"}}]
            [{"index":1,"id":"b","type":"function","function":{"name":"g","arguments":""}}]
            [{"index":1,"function":{"arguments":"{}"}}]
            """,
        """a:f({"x":1}) b:g({})"""
    )]
    [InlineData(
        "pieces of parallel calls, mixed",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":""}},{"index":1,"id":"b","function":{"name":"f","arguments":""}}]
            [{"index":1,"function":{"arguments":"{\"y\":"}},{"index":0,"function":{"arguments":"{\"x\":"}}]
            [{"index":0,"function":{"arguments":"1}"}}]
            [{"index":1,"function":{"arguments":"2}"}}]
            """,
        """a:f({"x":1}) b:f({"y":2})"""
    )]
    [InlineData(
        "31: whole calls without index and type",
        """
            [{"id":"a","function":{"name":"f","arguments":"{}"}},{"id":"b","function":{"name":"f","arguments":"{}"}}]
            """,
        "a:f({}) b:f({})"
    )]
    [InlineData(
        "31: neither index nor id, in one chunk",
        """
            [{"function":{"name":"f","arguments":"{}"}},{"function":{"name":"f","arguments":"{}"}}]
            """,
        "call_0:f({}) call_1:f({})"
    )]
    [InlineData(
        "31: neither index nor id, in two chunks",
        """
            [{"function":{"name":"f","arguments":"{\"x\":1}"}}]
            [{"function":{"name":"f","arguments":"{\"x\":2}"}}]
            """,
        """call_0:f({"x":1}) call_1:f({"x":2})"""
    )]
    [InlineData(
        "31: neither index nor id, in pieces by place",
        """
            [{"function":{"name":"f","arguments":"{"}},{"function":{"name":"g","arguments":"{"}}]
            [{"function":{"arguments":"}"}},{"function":{"arguments":"\"y\":2}"}}]
            """,
        """call_0:f({}) call_1:g({"y":2})"""
    )]
    [InlineData(
        "31: id on the first piece only, no index",
        """
            [{"id":"a","function":{"name":"f","arguments":"{\"x\":"}}]
            [{"function":{"arguments":"1}"}}]
            [{"id":"b","function":{"name":"g","arguments":"{"}}]
            [{"function":{"arguments":"}"}}]
            """,
        """a:f({"x":1}) b:g({})"""
    )]
    [InlineData(
        "32: index null",
        """
            [{"index":null,"id":"a","function":{"name":"f","arguments":"{"}}]
            [{"index":null,"id":null,"function":{"name":null,"arguments":"}"}}]
            """,
        "a:f({})"
    )]
    [InlineData(
        "32: index from 1",
        """
            [{"index":1,"id":"a","function":{"name":"f","arguments":""}}]
            [{"index":1,"function":{"arguments":"{}"}}]
            [{"index":2,"id":"b","function":{"name":"g","arguments":""}}]
            [{"index":2,"function":{"arguments":"{}"}}]
            """,
        "a:f({}) b:g({})"
    )]
    [InlineData(
        "32: index wanders between id and arguments",
        """
            [{"index":1,"id":"a","function":{"name":"f","arguments":""}}]
            [{"index":0,"function":{"arguments":"{\"x\":"}}]
            [{"index":0,"function":{"arguments":"1}"}}]
            [{"index":2,"id":"b","function":{"name":"g","arguments":""}}]
            [{"index":1,"function":{"arguments":"{\"y\":"}}]
            [{"index":1,"function":{"arguments":"2}"}}]
            """,
        """a:f({"x":1}) b:g({"y":2})"""
    )]
    [InlineData(
        "32: index wanders with the id on every piece",
        """
            [{"index":1,"id":"a","function":{"name":"f","arguments":"{"}}]
            [{"index":2,"id":"a","function":{"arguments":"}"}}]
            """,
        "a:f({})"
    )]
    [InlineData(
        "32: index 0 on every call",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}]
            [{"index":0,"id":"b","function":{"name":"f","arguments":"{\"x\":2}"}}]
            [{"index":0,"id":"c","function":{"name":"g","arguments":""}}]
            [{"index":0,"function":{"arguments":"{}"}}]
            """,
        """a:f({"x":1}) b:f({"x":2}) c:g({})"""
    )]
    [InlineData(
        "33: later pieces with empty id and name",
        """
            [{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}]
            [{"index":0,"id":"","type":"function","function":{"name":"","arguments":"{\"x\":"}}]
            [{"index":0,"id":"","type":"function","function":{"name":"","arguments":"1}"}}]
            """,
        """a:f({"x":1})"""
    )]
    [InlineData(
        "33: the same without index",
        """
            [{"id":"a","function":{"name":"f","arguments":""}}]
            [{"id":"","function":{"name":"","arguments":"{}"}}]
            """,
        "a:f({})"
    )]
    [InlineData(
        "a new id for each piece",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}]
            [{"index":0,"id":"b","function":{"arguments":"\"x\":1"}}]
            [{"index":0,"id":"c","function":{"arguments":"}"}}]
            """,
        """a:f({"x":1})"""
    )]
    [InlineData(
        "the name on each piece",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}]
            [{"index":0,"id":"a","function":{"name":"f","arguments":"\"x\":1"}}]
            [{"index":0,"id":"a","function":{"name":"f","arguments":"}"}}]
            """,
        """a:f({"x":1})"""
    )]
    [InlineData(
        "34: name after arguments",
        """
            [{"index":0,"id":"a","function":{"arguments":"{\"x\":"}}]
            [{"index":0,"function":{"arguments":"1}"}}]
            [{"index":0,"function":{"name":"f"}}]
            """,
        """a:f({"x":1})"""
    )]
    [InlineData(
        "34: name and id after arguments, two calls",
        """
            [{"index":0,"function":{"arguments":"{}"}},{"index":1,"function":{"arguments":"{\"y\":2}"}}]
            [{"index":0,"id":"a","function":{"name":"f"}},{"index":1,"id":"b","function":{"name":"g"}}]
            """,
        """a:f({}) b:g({"y":2})"""
    )]
    [InlineData(
        "35: one id for parallel calls",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}]
            [{"index":1,"id":"a","function":{"name":"f","arguments":"{\"x\":2}"}}]
            """,
        """a:f({"x":1}) call_1:f({"x":2})"""
    )]
    [InlineData(
        "35: one id for parallel calls, without index",
        """
            [{"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}},{"id":"a","function":{"name":"g","arguments":"{}"}}]
            """,
        """a:f({"x":1}) call_1:g({})"""
    )]
    [InlineData(
        "35: empty ids; the one made up is not one that is there",
        """
            [{"index":0,"id":"","function":{"name":"f","arguments":"{}"}}]
            [{"index":1,"id":"call_0","function":{"name":"g","arguments":"{}"}}]
            """,
        "call_0_:f({}) call_0:g({})"
    )]
    [InlineData(
        "36: an empty delta repeats a finished call",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]
            [{"index":0,"id":"a","function":{"name":"f","arguments":""}}]
            [{"index":0,"id":"","function":{"name":"","arguments":""}}]
            """,
        "a:f({})"
    )]
    [InlineData(
        "36: the whole object after its pieces",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":"}}]
            [{"index":0,"function":{"arguments":"[1]}"}}]
            [{"index":0,"id":"a","function":{"name":"f","arguments":{"x": [1]}}}]
            """,
        """a:f({"x":[1]})"""
    )]
    [InlineData(
        "38: arguments as an object",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":{"x": 1.50}}}]
            """,
        """a:f({"x": 1.50})"""
    )]
    [InlineData(
        "order is that of the index",
        """
            [{"index":1,"id":"b","function":{"name":"g","arguments":"{}"}}]
            [{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]
            """,
        "a:f({}) b:g({})"
    )]
    [InlineData(
        "arguments that are no JSON stay as they are",
        """
            [{"index":0,"id":"a","function":{"name":"f","arguments":"x}{"}}]
            [{"index":0,"function":{"arguments":"x}{"}}]
            """,
        "a:f(x}{x}{)"
    )]
    public void Every_shape_of_deltas_makes_the_calls_that_were_meant(string shape, string chunks, string calls)
    {
        var gathered = new ToolCallsAccumulator();
        foreach (var line in chunks.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            gathered.Add(Deltas(line));
        }

        var actual = string.Join(
            ' ',
            gathered.ToToolCalls().Select(call => $"{call.Id}:{call.Function!.Name}({call.Function.Arguments})")
        );
        Assert.True(string.Equals(calls, actual, StringComparison.Ordinal), $"{shape}: {actual}");
    }

    [Fact]
    public void Custom_input_is_text_and_joined_as_it_comes()
    {
        var gathered = new ToolCallsAccumulator();
        gathered.Add(Deltas("""[{"index":0,"id":"a","type":"custom","custom":{"name":"t","input":"{}"}}]"""));
        gathered.Add(Deltas("""[{"index":0,"custom":{"input":"{}"}}]"""));

        var call = Assert.Single(gathered.ToToolCalls());

        Assert.Equal(("a", "custom", "t", "{}{}"), (call.Id, call.Type, call.Custom!.Name, call.Custom.Input));
        Assert.Null(call.Function);
    }

    [Fact]
    public void Unknown_fields_of_a_call_are_kept_to_be_sent_back()
    {
        var gathered = new ToolCallsAccumulator();
        gathered.Add(
            Deltas(
                """[{"id":"a","function":{"name":"f","arguments":"{}","y":1},"extra_content":{"google":{"thought_signature":"s"}}}]"""
            )
        );

        Wire.Same(
            """{"id":"a","function":{"name":"f","arguments":"{}","y":1},"extra_content":{"google":{"thought_signature":"s"}}}""",
            Wire.Write(Assert.Single(gathered.ToToolCalls()))
        );
    }

    [Fact]
    public void The_number_of_calls_is_bounded_and_what_came_before_is_kept()
    {
        var accumulator = new ChatCompletionAccumulator();
        static ChatCompletionChunk Chunk(int number) =>
            Chunks.Of(
                Chunks.Share(
                    new ChatDelta
                    {
                        Content = ".",
                        ToolCalls =
                        [
                            new ToolCallDelta
                            {
                                Index = number,
                                Function = new FunctionCall { Name = "f" },
                            },
                        ],
                    }
                )
            );
        for (var number = 0; number < ToolCallsAccumulator.MaxCalls; number++)
        {
            accumulator.Add(Chunk(number));
        }

        var error = Assert.Throws<ChatException>(() => accumulator.Add(Chunk(ToolCallsAccumulator.MaxCalls)));

        Assert.Equal(ChatErrorKind.Protocol, error.Kind);
        Assert.Equal(CompletionOutcome.Failed, error.Partial!.Outcome);
        Assert.Equal(ToolCallsAccumulator.MaxCalls, error.Partial.Choices[0].Message.ToolCalls!.Count);
        Assert.Equal(ToolCallsAccumulator.MaxCalls + 1, error.Partial.Choices[0].Message.Content!.Text!.Length);
    }

    private static IReadOnlyList<ToolCallDelta> Deltas(string json) =>
        new ChatCompletionChunkReader()
            .Read(Encoding.UTF8.GetBytes($$$"""{"choices":[{"delta":{"tool_calls":{{{json}}}}}]}"""))
            .DeltaMessage()!
            .ToolCalls!;
}
