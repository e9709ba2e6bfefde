using System.Globalization;
using System.Text;
using Chat.Daemon;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Settings;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Doors;

/// <summary>Runs command lines of chatd in this process, as a user with a home folder and an environment of his own.</summary>
internal sealed class ServedDoor : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("chat-doors-").FullName;
    private readonly List<string> _profiles = [];

    public ServedDoor() => Environment["CHAT_HOME"] = _home;

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public CancellationToken Interrupt { get; set; }

    public string ProfilesFile => Path.Combine(_home, "config", "profiles.json");

    /// <summary>The word of a dialect among the kinds of profiles.</summary>
    public static string KindOf(FakeDialect dialect) =>
        dialect switch
        {
            FakeDialect.OpenAi => "openai-compatible",
            _ => dialect.ToString().ToLowerInvariant(),
        };

    public string File(string name) => Path.Combine(_home, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>Puts a profile into the file; further keys are JSON members, each followed by a comma. A request is tried once.</summary>
    public void AddProfile(string name, string kind, Uri url, string keys = "")
    {
        _profiles.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                "{{name}}": { "kind": "{{kind}}", "url": "{{url.AbsoluteUri}}", {{keys}} "retries": 0 }
                """
            )
        );
        Directory.CreateDirectory(Path.GetDirectoryName(ProfilesFile)!);
        System.IO.File.WriteAllText(
            ProfilesFile,
            $$"""{ "profiles": { {{string.Join(",\n", _profiles)}} } }""",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
    }

    /// <summary>Puts a profile <c>m</c> for a fake model server into the file.</summary>
    public void AddProfile(FakeModelServer model, string keys = "") =>
        AddProfile(
            "m",
            KindOf(model.Dialect),
            model.BaseAddress,
            model.Dialect == FakeDialect.Azure ? $"\"apiVersion\": \"2024-10-21\", {keys}" : keys
        );

    public async Task<DoorResult> RunAsync(params string[] arguments)
    {
        var settings = ChatSettings.Read(name => Environment.GetValueOrDefault(name), _home);
        using var terminal = new MemoryTerminal();
        var code = await Chatd.RunAsync(
            arguments,
            new CommandHost
            {
                Terminal = terminal,
                Settings = settings,
                Engine = new EmbeddedEngine(settings),
                Time = Time,
                Random = new Random(1),
                Interrupt = Interrupt,
            }
        );
        return new DoorResult(code, terminal.OutputText, terminal.ErrorText);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
