using System.Text;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Ask;

/// <summary>
/// Shows the answer's text as it comes. Of several choices one is shown at a time, in order; the text of later ones is kept until their
/// turn, and a line such as <c>--- 2 of 3 ---</c> comes between two. Tool calls follow the text of their choice, each a line of JSON.
/// </summary>
/// <param name="output">Standard output.</param>
/// <param name="choices">How many choices were asked for.</param>
/// <param name="stream">False keeps all text until the end.</param>
/// <param name="clean">Makes text safe for where it is shown; null leaves it as it came.</param>
internal sealed class TextAnswerWriter(Utf8Output output, int choices, bool stream, Func<string, string>? clean = null)
    : IAnswerWriter
{
    // What has come for choices whose turn has not, by index. Together never longer than the answer.
    private readonly Dictionary<int, StringBuilder> _kept = [];
    private readonly HashSet<int> _ended = [];
    private readonly ToolCallLines _calls = new();
    private int _current;

    /// <inheritdoc/>
    public void Add(ChatCompletionChunk chunk)
    {
        _calls.Add(chunk);
        foreach (var choice in chunk.Choices)
        {
            var text = Safe(choice.Delta.Content ?? choice.Delta.Refusal ?? "");
            if (stream && choice.Index == _current)
            {
                output.Write(text);
            }
            else if (text.Length > 0)
            {
                Keep(choice.Index, text);
            }

            if (choice.FinishReason is not null)
            {
                _ended.Add(choice.Index);
            }
        }

        while (stream && _current < choices - 1 && _ended.Contains(_current))
        {
            Advance();
        }
    }

    /// <inheritdoc/>
    public void End(ChatCompletion answer)
    {
        ShowKept(_current);
        while (_current < choices - 1 && (_ended.Contains(_current) || _kept.Count > 0))
        {
            Advance();
        }

        ShowCalls();

        // Nothing is added to an answer that was cut before it began.
        if (output.HasText || _ended.Count > 0)
        {
            output.EndLine();
        }
    }

    private string Safe(string text) => clean is null ? text : clean(text);

    private void Advance()
    {
        ShowCalls();
        output.EndLine();
        _current++;
        output.WriteLine($"--- {_current + 1} of {choices} ---");
        ShowKept(_current);
    }

    // A call that was cut is not shown: its arguments are not whole, and a program would make it.
    private void ShowCalls()
    {
        var lines = _ended.Contains(_current) ? _calls.Of(_current) : [];
        foreach (var line in lines)
        {
            if (output.HasText)
            {
                output.EndLine();
            }

            output.WriteLine(Safe(line));
        }
    }

    private void Keep(int index, string text)
    {
        if (!_kept.TryGetValue(index, out var builder))
        {
            builder = new StringBuilder();
            _kept.Add(index, builder);
        }

        builder.Append(text);
    }

    private void ShowKept(int index)
    {
        if (_kept.Remove(index, out var builder))
        {
            output.Write(builder.ToString());
        }
    }
}
