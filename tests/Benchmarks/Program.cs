using BenchmarkDotNet.Running;
using Benchmarks;

// "engine" measures whole answers beside llama-bench, "streams" many at once beside an engine host and llama-server, "first-token" a remote backend beside
// a bare HTTP client, "rpc" what chatd rpc adds to each chunk and how it starts, "constrained" answers of a form beside free ones; anything else is BenchmarkDotNet's command line.
if (args is ["engine", .. var rest])
{
    await EngineRunner.RunAsync(rest);
    return;
}

if (args is ["streams", .. var turns])
{
    await StreamsRunner.RunAsync(turns);
    return;
}

if (args is ["first-token", .. var pairs])
{
    await FirstTokenRunner.RunAsync(pairs);
    return;
}

if (args is ["constrained", .. var constrained])
{
    await ConstrainedRunner.RunAsync(constrained);
    return;
}

if (args is ["rpc", .. var program])
{
    await RpcRunner.RunAsync(program);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(EngineRunner).Assembly).Run(args);
