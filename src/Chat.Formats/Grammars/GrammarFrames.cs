namespace Chat.Formats.Grammars;

/// <summary>All frames in use, each kept once and named by a number, so that two stacks are equal when their numbers are.</summary>
/// <param name="program">The grammar.</param>
internal sealed class GrammarFrames(GrammarProgram program)
{
    /// <summary>The number of the empty stack.</summary>
    public const int Bottom = 0;

    /// <summary>What <see cref="Push"/> answers when the stack is too deep.</summary>
    public const int TooDeep = -1;

    /// <summary>The most frames of a stack: a text nested deeper is not accepted.</summary>
    public const int MaxDepth = 20_000;

    private const int LooseCount = -1;

    private GrammarFrame[] _frames = new GrammarFrame[256];
    private int[] _slots = CreateSlots(512);

    /// <summary>How many frames there are, the empty stack counted.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>A frame by its number.</summary>
    /// <param name="number">The number; not the empty stack's.</param>
    public ref readonly GrammarFrame this[int number] => ref _frames[number];

    /// <summary>Whether a stack may differ from another of its shape.</summary>
    /// <param name="number">The stack.</param>
    public bool IsLoose(int number) => _frames[number].Shape != number;

    /// <summary>A stack with one more frame.</summary>
    /// <param name="parent">The stack.</param>
    /// <param name="step">The frame's step, which for a loop is the one that begins its rounds and for a call never is.</param>
    /// <param name="count">The frame's rounds.</param>
    /// <returns>The new stack's number; <see cref="TooDeep"/> when it would have more than <see cref="MaxDepth"/> frames.</returns>
    public int Push(int parent, int step, int count = 0)
    {
        var depth = _frames[parent].Depth + 1;
        if (depth > MaxDepth)
        {
            return TooDeep;
        }

        var number = Find(parent, step, count, depth, out var isNew);
        if (isNew)
        {
            var operation = program.Steps[step].Operation;
            var isLoose =
                operation == GrammarOperation.LoopStart && program.Loops[program.Steps[step].A].IsLoose(count);
            var parentShape = _frames[parent].Shape;
            var shape =
                isLoose || parentShape != parent
                    ? Find(parentShape, step, isLoose ? LooseCount : count, depth, out _)
                    : number;
            _frames[number] = _frames[number] with { Shape = shape };
        }

        return number;
    }

    private int Find(int parent, int step, int count, int depth, out bool isNew)
    {
        var slot = Hash(parent, step, count) & (_slots.Length - 1);
        while (_slots[slot] >= 0)
        {
            ref readonly var frame = ref _frames[_slots[slot]];
            if (frame.Parent == parent && frame.Step == step && frame.Count == count)
            {
                isNew = false;
                return _slots[slot];
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        isNew = true;
        if (Count == _frames.Length)
        {
            Grow();
            return Find(parent, step, count, depth, out isNew);
        }

        _frames[Count] = new GrammarFrame(parent, step, count, depth, Count);
        _slots[slot] = Count;
        return Count++;
    }

    private void Grow()
    {
        Array.Resize(ref _frames, _frames.Length * 2);
        _slots = CreateSlots(_frames.Length * 2);
        for (var number = 1; number < Count; number++)
        {
            ref readonly var frame = ref _frames[number];
            var slot = Hash(frame.Parent, frame.Step, frame.Count) & (_slots.Length - 1);
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number;
        }
    }

    private static int[] CreateSlots(int length)
    {
        var slots = new int[length];
        Array.Fill(slots, -1);
        return slots;
    }

    private static int Hash(int parent, int step, int count)
    {
        var hash = ((uint)parent * 0x9E3779B1u) ^ ((uint)step * 0x85EBCA77u) ^ ((uint)count * 0xC2B2AE3Du);
        return (int)((hash ^ (hash >> 15)) * 0x2C1B3C6Du >> 4);
    }
}
