using BenchmarkDotNet.Running;
using Benchmarks;

// "engine" measures whole answers beside llama-bench; anything else is BenchmarkDotNet's command line.
if (args is ["engine", .. var rest])
{
    await EngineRunner.RunAsync(rest);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(EngineRunner).Assembly).Run(args);
