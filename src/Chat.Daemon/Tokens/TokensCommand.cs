using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;

namespace Chat.Daemon.Tokens;

/// <summary><c>chatd tokens</c>: how many tokens a text has for a model. The text is taken as it is, without a chat template.</summary>
internal static class TokensCommand
{
    /// <summary>Gives a command the options of <c>tokens</c> and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        var text = new Argument<string[]>("text")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The text. Words are joined by blanks; piped standard input follows on a new line.",
        };
        var model = NewOption.Model();
        var json = NewOption.Flag("--json", "Print the count and the tokens as one JSON object.");
        command.Add(text);
        command.Add(model);
        command.Add(json);
        var inProcess = EngineChoiceOptions.NewInProcess();
        command.Add(inProcess);
        command.SetAction(
            async (result, _) =>
            {
                PromptWords.Check(result, command, text);
                var reader = new OptionReader(result);
                var reference = LocalModel.Read(host, command.Name, reader.Name(model));
                var words = result.GetValue(text) ?? [];
                var whole = await PromptText.ReadAsync(words, host, dropLastLineEnd: false).ConfigureAwait(false);
                var tokenizer = new HostTokenizer(
                    host,
                    reader.IsSet(inProcess),
                    what => ErrorReport.Warn(host.Terminal.Error, what)
                );
                await CountAsync(host, tokenizer, reference, whole, reader.IsSet(json)).ConfigureAwait(false);
                return ExitCodes.Success;
            }
        );
    }

    private static async Task CountAsync(
        CommandHost host,
        HostTokenizer tokenizer,
        string? model,
        string? text,
        bool json
    )
    {
        if (text is null)
        {
            throw UsageError.Create(
                "There is no text to count.",
                "Give a text, as in chatd tokens \"Are dogs real?\", or pipe one into it."
            );
        }

        TokenizedText tokenized;
        using (var progress = ProgressLine.Start(host.Terminal, host.Time, quiet: false))
        {
            tokenized = await tokenizer
                .TokenizeAsync(model, text, json, progress, host.Interrupt)
                .ConfigureAwait(false);
        }

        var output = new Utf8Output(host.Terminal.Output);
        output.WriteLine(
            json
                ? JsonSerializer.Serialize(TokenReport.From(tokenized), TokensJsonContext.Readable.TokenReport)
                : tokenized.Count.ToString(CultureInfo.InvariantCulture)
        );
    }
}
