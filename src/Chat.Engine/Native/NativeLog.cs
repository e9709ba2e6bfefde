using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Chat.Engine.Native;

/// <summary>
/// Receives llama.cpp's log, which is process-wide, and hands whole lines to a logger; nothing of it reaches the console. The last
/// lines are kept, so that an error can carry the engine's own words.
/// </summary>
internal static unsafe class NativeLog
{
    /// <summary>How many last lines are kept.</summary>
    public const int KeptLines = 20;

    /// <summary>The longest line kept, in bytes; the rest of a longer one is dropped.</summary>
    public const int MaxLineBytes = 4096;

    private static readonly Lock Gate = new();
    private static readonly Queue<string> Recent = new(KeptLines);
    private static readonly List<byte> Line = [];
    private static LogLevel _lineLevel = LogLevel.Information;
    private static ILogger? _logger;

    /// <summary>The function to give to <c>llama_log_set</c>.</summary>
    public static delegate* unmanaged[Cdecl]<int, nint, nint, void> Callback => &Receive;

    /// <summary>The last lines, oldest first.</summary>
    public static IReadOnlyList<string> LastLines
    {
        get
        {
            lock (Gate)
            {
                return [.. Recent];
            }
        }
    }

    /// <summary>The newest line; null when there is none yet.</summary>
    public static string? LastLine => LastLines is [.., var last] ? last : null;

    /// <summary>True when a kept line says that memory could not be had.</summary>
    public static bool TellsOfMemory =>
        LastLines.Any(line =>
            line.Contains("failed to allocate", StringComparison.OrdinalIgnoreCase)
            || line.Contains("unable to allocate", StringComparison.OrdinalIgnoreCase)
            || line.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Forgets the kept lines, so that the words of an old failure are not taken for those of a new one.</summary>
    public static void Forget()
    {
        lock (Gate)
        {
            Recent.Clear();
        }
    }

    /// <summary>Sends the lines from now on to a logger; null keeps them only in <see cref="LastLines"/>.</summary>
    /// <param name="logger">The logger.</param>
    public static void SendTo(ILogger? logger)
    {
        lock (Gate)
        {
            _logger = logger;
        }
    }

    /// <summary>The newest kept line that holds a word, or null.</summary>
    /// <param name="word">The word, matched without regard to case.</param>
    public static string? LastLineWith(string word) =>
        LastLines.LastOrDefault(line => line.Contains(word, StringComparison.OrdinalIgnoreCase));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Receive(int level, nint text, nint data)
    {
        if (text == 0)
        {
            return;
        }

        List<(LogLevel Level, string Line)>? ended = null;
        ILogger? logger;
        lock (Gate)
        {
            Append(level, MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)text), ref ended);
            logger = _logger;
        }

        foreach (var (lineLevel, line) in ended ?? [])
        {
            Tell(logger, lineLevel, line);
        }
    }

    private static void Tell(ILogger? logger, LogLevel level, string line)
    {
        try
        {
            logger?.Log(level, "{EngineLine}", line);
        }
        catch (Exception)
        {
            // An exception must not cross native frames, and a logger that fails has nowhere to say so: the line is kept all the same.
        }
    }

    // llama.cpp logs in pieces; a line ends at its line feed. A piece of level CONT goes on in the level of the one before.
    private static void Append(int level, ReadOnlySpan<byte> piece, ref List<(LogLevel, string)>? ended)
    {
        _lineLevel = ToLogLevel(level) ?? _lineLevel;
        foreach (var part in piece)
        {
            if (part == (byte)'\n')
            {
                EndLine(ref ended);
            }
            else if (Line.Count < MaxLineBytes)
            {
                Line.Add(part);
            }
        }
    }

    private static void EndLine(ref List<(LogLevel, string)>? ended)
    {
        var text = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(Line)).TrimEnd();
        Line.Clear();
        if (text.Length == 0 || text.All(letter => letter == '.'))
        {
            return;
        }

        if (Recent.Count == KeptLines)
        {
            Recent.Dequeue();
        }

        Recent.Enqueue(text);
        (ended ??= []).Add((_lineLevel, text));
    }

    private static LogLevel? ToLogLevel(int level) =>
        level switch
        {
            1 => LogLevel.Trace,
            2 => LogLevel.Debug,
            3 => LogLevel.Warning,
            4 => LogLevel.Error,
            _ => null,
        };
}
