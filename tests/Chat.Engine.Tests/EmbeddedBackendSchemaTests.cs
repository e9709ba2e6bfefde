using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Engine.Tests.Support;
using Xunit.Abstractions;

namespace Chat.Engine.Tests;

/// <summary>Many schemas, an answer each of the bundled model, all of them valid.</summary>
[Collection(EngineCollection.Name)]
public sealed class EmbeddedBackendSchemaTests(EngineFixture engine, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Every_answer_to_a_random_schema_is_valid()
    {
        Skip.If(FormCases.Count == 0, FormCases.SkipReason);
        var schemas = Enumerable.Range(1, FormCases.Count).Select(FormCases.Schema).ToList();

        var answers = await FormCases.AskAllAsync(
            engine.Backend,
            schemas.Select(
                (schema, index) =>
                    FormCases.Ask("Give an example.", index) with
                    {
                        ResponseFormat = ResponseFormat.FromSchema("answer", schema),
                    }
            )
        );

        var wrong = answers
            .Zip(schemas)
            .Where(pair => !FormCases.Follows(pair.First.AssistantMessage()!.Content!.ToString(), pair.Second))
            .ToList();
        wrong.ForEach(pair =>
            output.WriteLine(
                $"{pair.Second.GetRawText()}\ngot {pair.First.Choices[0].FinishReason}, {pair.First.Warnings?[0]}: {pair.First.AssistantMessage()?.Content}"
            )
        );
        output.WriteLine(
            $"{answers.Count - wrong.Count} of {answers.Count} valid, {answers.Count(answer => answer.Choices[0].FinishReason == FinishReason.Length)} of all brought to their end, {answers.Sum(answer => answer.Timings?.PredictedTokens)} tokens"
        );
        Assert.Empty(wrong);
    }
}
