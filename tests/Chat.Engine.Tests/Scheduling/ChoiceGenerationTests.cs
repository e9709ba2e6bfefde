using Chat.Core.Completions;
using Chat.Engine.Answers;
using Chat.Engine.Models;
using Chat.Engine.Sampling;
using Chat.Engine.Scheduling;
using Chat.Engine.Tests.Support;
using Chat.Formats.Grammars;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Tests.Scheduling;

[Collection(EngineCollection.Name)]
public sealed class ChoiceGenerationTests : IDisposable
{
    private readonly LlamaModel _model;

    public ChoiceGenerationTests(EngineFixture engine) => _model = engine.LoadModel(vocabularyOnly: true);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_token_that_the_plan_names_ends_the_answer_and_is_not_shown()
    {
        var tokens = _model.Vocabulary.Tokenize("red green blue");
        var choice = New(plan => plan with { EndTokens = [tokens[2]] });

        Assert.Equal("red", Say(choice, tokens[0]));
        Assert.Null(choice.Ended);
        Assert.Equal(" green", Say(choice, tokens[1]));
        Assert.Equal("", Say(choice, tokens[2]) ?? "");
        Assert.Equal(FinishReason.Stop, choice.Ended);
    }

    [Fact]
    public void An_ending_of_the_plan_sees_the_text_and_ends_the_answer_behind_it()
    {
        var tokens = _model.Vocabulary.Tokenize("red green blue");
        var ending = new EndsAfter(" green");
        var choice = New(plan => plan with { Ending = ending });

        Assert.Equal("red", Say(choice, tokens[0]));
        Assert.Null(choice.Ended);
        Assert.Equal(" green", Say(choice, tokens[1]));
        Assert.Equal(FinishReason.Stop, choice.Ended);
        Assert.Equal(["red", " green"], ending.Seen);
    }

    [Theory]
    [InlineData("root ::= \"\"", "")]
    [InlineData("root ::= \"red\"", "red")]
    public void A_whole_text_ends_although_ends_are_not_looked_at(string grammar, string text)
    {
        var format = AnswerFormat.Create(new AnswerRequest { Format = CallFormat.Generic, Grammar = grammar });
        var shape = new AnswerShape
        {
            Format = format,
            Grammar = Grammar.Parse(format.Grammar!),
            Vocabulary = new ModelFormat(_model.ChatTemplate, _model.Vocabulary).GrammarVocabulary,
            ShownTokens = new Dictionary<int, string>(),
            IdSeed = 1,
        };
        var choice = New(plan =>
            plan with
            {
                Shape = shape,
                IgnoreEndOfGeneration = true,
                Sampling = plan.Sampling with { BannedTokens = [.. _model.Vocabulary.EndOfGenerationTokens] },
            }
        );

        Assert.Equal(text, Say(choice, _model.Vocabulary.Tokenize("red")[0]));
        Assert.Equal(FinishReason.Stop, choice.Ended);
    }

    private ChoiceGeneration New(Func<GenerationPlan, GenerationPlan> change)
    {
        var plan = JobBench.Plan([1], limit: 8) with { Sampling = SamplingOptions.Default with { Temperature = 0 } };
        return new ChoiceGeneration(0, change(plan), _model.Vocabulary);
    }

    private string? Say(ChoiceGeneration choice, int token)
    {
        var logits = new float[_model.Vocabulary.Size];
        logits[token] = 20;
        return choice.Advance(logits)?.Delta.Content;
    }

    private sealed class EndsAfter(string last) : IAnswerEnding
    {
        public List<string> Seen { get; } = [];

        public bool Ends(string text)
        {
            Seen.Add(text);
            return text == last;
        }
    }
}
