using System.Runtime.CompilerServices;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>One rendering: its variables, and how much of its bounds is used up. Not safe for use by several threads at once.</summary>
/// <param name="source">The template's source, for the places of failures.</param>
/// <param name="variables">The variables given from outside.</param>
/// <param name="options">The options.</param>
/// <param name="frame">The template's own variables.</param>
internal sealed class JinjaContext(string source, JinjaObject variables, JinjaOptions options, JinjaFrame frame)
{
    private const int PiecesPerStep = 8;
    private const int LongPart = 64;

    private readonly int _maxSteps = options.MaxSteps;
    private long _steps;
    private int _calls;

    /// <summary>The variables given from outside.</summary>
    public JinjaObject Variables { get; } = variables;

    /// <summary>The options.</summary>
    public JinjaOptions Options { get; } = options;

    /// <summary>The variables of the template or macro that runs.</summary>
    public JinjaFrame Frame { get; set; } = frame;

    /// <summary>Where in the source the rendering stands; a node that may fail sets it before it does.</summary>
    public int Position { get; set; }

    /// <summary>Counts a step.</summary>
    /// <exception cref="JinjaException">It was one too many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (++_steps > _maxSteps)
        {
            throw TooLong();
        }
    }

    /// <summary>Counts steps.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="JinjaException">They were too many.</exception>
    public void Charge(long count)
    {
        _steps += count;
        if (_steps > _maxSteps)
        {
            throw TooLong();
        }
    }

    /// <summary>Counts the work on a text, and refuses one that is too long.</summary>
    /// <param name="length">How many characters it has.</param>
    /// <exception cref="JinjaException">It is longer than <see cref="JinjaLimits.MaxTextLength"/>, or the steps were too many.</exception>
    public void ChargeText(long length)
    {
        if (length > JinjaLimits.MaxTextLength)
        {
            throw Fail($"a text is longer than {JinjaLimits.MaxTextLength} characters");
        }

        Charge(length / JinjaLimits.CharactersPerStep);
    }

    /// <summary>Counts the work of looking for a part in a text.</summary>
    /// <param name="length">How many characters the text has.</param>
    /// <param name="part">How many characters the part has; a long part may be compared at every place.</param>
    /// <exception cref="JinjaException">The steps were too many.</exception>
    public void ChargeSearch(int length, int part) =>
        Charge((1 + ((long)length / JinjaLimits.CharactersPerStep)) * (1 + (part / LongPart)));

    /// <summary>Counts the work on a list, and refuses one that is too long.</summary>
    /// <param name="count">How many items it has.</param>
    /// <exception cref="JinjaException">It has more than <see cref="JinjaLimits.MaxItems"/>, or the steps were too many.</exception>
    public void ChargeItems(long count)
    {
        if (count > JinjaLimits.MaxItems)
        {
            throw Fail($"a list has more than {JinjaLimits.MaxItems} items");
        }

        Charge(count);
    }

    /// <summary>Writes a value as text.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="JinjaException">The output is too long, or the steps were too many.</exception>
    public void Write(MarkedText output, JinjaString value)
    {
        Charge(1 + (value.Length / JinjaLimits.CharactersPerStep));
        if (output.Append(value).IsFull)
        {
            throw Fail("the output is too long");
        }
    }

    /// <summary>Joins two strings.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <exception cref="JinjaException">The result is too long, or the steps were too many.</exception>
    public JinjaString Concat(JinjaString left, JinjaString right)
    {
        ChargeText((long)left.Length + right.Length);
        Charge((left.PieceCount + right.PieceCount) / PiecesPerStep);
        return left.Concat(right);
    }

    /// <summary>Begins a macro: counts the call and looks whether the stack has room.</summary>
    /// <exception cref="JinjaException">Macros call each other too deep.</exception>
    public void Enter()
    {
        if (_calls >= JinjaLimits.MaxCallDepth)
        {
            throw Fail($"macros call each other more than {JinjaLimits.MaxCallDepth} deep");
        }

        CheckStack();
        _calls++;
        Step();
    }

    /// <summary>Ends a macro.</summary>
    public void Leave() => _calls--;

    /// <summary>Refuses to go on where the stack has no room: a small stack fails as a deep template does.</summary>
    /// <exception cref="JinjaException">The stack has no room.</exception>
    public void CheckStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Fail("the template is nested too deep for the stack");
        }
    }

    /// <summary>A failure at <see cref="Position"/>.</summary>
    /// <param name="reason">What is wrong, without a full stop.</param>
    /// <param name="isRaised">True when the template itself raised it.</param>
    public JinjaException Fail(string reason, bool isRaised = false) =>
        JinjaException.At(source, Position, reason, isRaised);

    private JinjaException TooLong() => Fail($"the rendering takes more than {_maxSteps} steps");
}
