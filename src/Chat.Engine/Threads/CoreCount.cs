namespace Chat.Engine.Threads;

/// <summary>How many processors the machine gives this process, and how many threads an engine should use for that.</summary>
/// <param name="Logical">The logical processors that the process may run on.</param>
/// <param name="Quota">The whole processors' time that control groups allow, at least 1; null when they set no limit.</param>
/// <param name="Physical">The physical cores among <paramref name="Logical"/>; the same number where that cannot be told.</param>
/// <param name="Usable">How many threads an engine should use, 1 to <see cref="UsableCores.MaxThreads"/>.</param>
public sealed record CoreCount(int Logical, int? Quota, int Physical, int Usable)
{
    /// <summary>One sentence that says where <see cref="Usable"/> comes from.</summary>
    public string Explanation
    {
        get
        {
            var threads = Usable == 1 ? "thread" : "threads";
            var processors = Logical == 1 ? "processor" : "processors";
            var cores = Physical < Logical ? $" on {Physical} physical {(Physical == 1 ? "core" : "cores")}" : "";
            var time =
                Quota is { } quota ? $"time for {quota} of them"
                : Logical == 1 ? "no limit on its time"
                : "no limit on their time";
            return $"{Usable} {threads}: {Logical} logical {processors}{cores}, {time}.";
        }
    }
}
