using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Daemon.Inline;
using Chat.Engine.Inline;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Inline;

public sealed class InlineMethodsTests
{
    private static readonly InlineParams Fields = new()
    {
        Document = "file:///a.cs",
        LanguageId = "csharp",
        Prefix = "one\n",
        LinePrefix = "two",
        Suffix = "three",
    };

    [Fact]
    public void Params_become_a_request_with_its_usual_values()
    {
        var request = InlineMethods.Read(Fields);

        Assert.Equal(
            ("file:///a.cs", "one\n", "two", "three"),
            (request.Document, request.Prefix, request.LinePrefix, request.Suffix)
        );
        Assert.Empty(request.Context);
        Assert.Equal((128, InlineTrigger.Automatic, true), (request.MaxTokens, request.Trigger, request.LoadsModel));
        Assert.Null(request.Model);
    }

    [Fact]
    public void What_the_params_set_is_taken()
    {
        var request = InlineMethods.Read(
            Fields with
            {
                Context = [new InlineContext { Path = "b.cs", Text = "other" }],
                Model = "local/small",
                MaxTokens = 5,
                Trigger = "explicit",
            }
        );

        Assert.Equal([new InlineFile("b.cs", "other")], request.Context);
        Assert.Equal(("local/small", 5, InlineTrigger.Explicit), (request.Model, request.MaxTokens, request.Trigger));
    }

    [Theory]
    [InlineData(0, null, "params.maxTokens")]
    [InlineData(1025, null, "params.maxTokens")]
    [InlineData(null, "typing", "params.trigger")]
    public void A_wrong_field_is_named(int? maxTokens, string? trigger, string field)
    {
        var error = Assert.Throws<ChatException>(() =>
            InlineMethods.Read(Fields with { MaxTokens = maxTokens, Trigger = trigger })
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.StartsWith(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_becomes_one_item_at_the_cursor()
    {
        var result = InlineMethods.Write(
            new InlineAnswer
            {
                Text = "x)",
                ReplacesAfter = 1,
                Reused = 30,
                Computed = 2,
            }
        );

        var item = Assert.Single(result.Items);
        Assert.Equal(("x)", 0, 1), (item.Text, item.Range.Start, item.Range.End));
        Assert.Equal((30, 2), (result.Reused, result.Computed));
        Assert.Null(result.Reason);
    }

    [Fact]
    public void An_answer_without_text_says_why()
    {
        var result = InlineMethods.Write(
            new InlineAnswer { Reason = InlineReasons.StoppedAtOnce, FinishReason = FinishReason.Stop }
        );

        Assert.Empty(result.Items);
        Assert.Equal(
            "The model had nothing to add. It cannot fill in the middle of a text, so it saw only what stands before the cursor.",
            result.Reason
        );
    }
}
