using System.CommandLine;
using System.CommandLine.Invocation;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon;

/// <summary>Runs a command line: the one place where a failure becomes two lines on standard error and an exit code.</summary>
internal static class Chatd
{
    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="host">The process.</param>
    /// <returns>The exit code, one of <see cref="ExitCodes"/>. Nothing is thrown.</returns>
    public static async Task<int> RunAsync(string[] arguments, CommandHost host)
    {
        var error = host.Terminal.Error;
        try
        {
            return await InvokeAsync(arguments, host).ConfigureAwait(false);
        }
        catch (ChatException failure)
        {
            ErrorReport.Write(error, failure);
            return ExitCodes.Of(failure);
        }
        catch (OutputException failure)
        {
            ReportOutput(error, failure);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (host.Interrupt.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception failure)
        {
            // Whatever gets here is a fault of this program. A person gets a sentence all the same, and no trace.
            ErrorReport.Write(
                error,
                $"chatd failed in a way it does not know ({failure.GetType().Name}: {failure.Message}).",
                "Report this with the command line that led to it; chatd doctor may show what is wrong."
            );
            return ExitCodes.Of(ChatErrorKind.Internal);
        }
    }

    private static async Task<int> InvokeAsync(string[] arguments, CommandHost host)
    {
        // No response files (a prompt may begin with @) and no bundles of one-letter options (a prompt may begin with a dash).
        var parser = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        var result = CommandTree.Build(arguments, host).Parse(arguments, parser);
        if (result.Action is ParseErrorAction)
        {
            throw ParseFailure.Describe(result);
        }

        ParseFailure.RefuseSwitchValues(arguments, result);

        using var output = new StringWriter();
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Signals are handled by Interrupts.
            ProcessTerminationTimeout = null,
            Output = output,
            Error = host.Terminal.Error,
        };
        var exitCode = await result.InvokeAsync(invocation, host.Interrupt).ConfigureAwait(false);
        new Utf8Output(host.Terminal.Output).Write(output.ToString());
        return exitCode;
    }

    private static void ReportOutput(TextWriter error, OutputException failure)
    {
        if (failure.ReaderIsGone)
        {
            ErrorReport.Write(
                error,
                "The reader of standard output went away before the end.",
                "Let the reader of the pipe read to the end to get all of it."
            );
            return;
        }

        ErrorReport.Write(
            error,
            $"Standard output cannot be written: {failure.InnerException?.Message.TrimEnd('.')}.",
            "Make room on the disk if it is full, or send the output elsewhere."
        );
    }
}
