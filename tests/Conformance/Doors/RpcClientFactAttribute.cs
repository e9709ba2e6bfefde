namespace Chat.Conformance.Tests.Doors;

/// <summary>A test that needs the packages of <c>tests/rpc-client</c>; <c>npm ci</c> there installs them, as <c>.ci/run</c> does.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RpcClientFactAttribute : FactAttribute
{
    public RpcClientFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "tests/rpc-client is not beside the build: this runs from a source tree only.";
        }
        else if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Skip = "The packages of tests/rpc-client are not installed: run npm ci --prefix tests/rpc-client.";
        }
    }

    /// <summary>The folder of the client; null when the tests do not run within the source tree.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var client = Path.Combine(folder.FullName, "tests", "rpc-client");
            if (File.Exists(Path.Combine(client, "package.json")))
            {
                return client;
            }
        }

        return null;
    }
}
