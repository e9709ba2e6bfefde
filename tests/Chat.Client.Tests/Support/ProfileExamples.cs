namespace Chat.Client.Tests.Support;

/// <summary>Profiles files for the loader and the schema alike.</summary>
internal static class ProfileExamples
{
    /// <summary>Text that must never come out again.</summary>
    public const string Canary = "canary-7c1f0e";

    /// <summary>Every key of every kind.</summary>
    public const string Full = """
        {
          // Comments are allowed.
          "$schema": "profiles.schema.json",
          "$comment": "ours",
          "default": "router",
          "profiles": {
            "openai": {
              "kind": "openai",
              "key": "env:OPENAI_API_KEY",
              "organization": "org-1",
              "project": "proj 1",
              "model": "gpt-5",
              "retries": 0,
              "strict": true,
            },
            "router": {
              "kind": "openai-compatible",
              "url": "https://router.example:8443/api/v1",
              "key": "file:~/keys/router",
              "model": "meta-llama/llama-3-8b:free",
              "headers": { "X-Title": "my program", "X-Gateway-Key": "env:GATEWAY", "X-Note": "vault:note" },
              "timeouts": { "connect": 2.5, "firstToken": 120, "idle": 30, "total": 0.001 },
              "retries": 10,
              "proxy": "socks5://127.0.0.1:1080"
            },
            "azure-eu": {
              "kind": "azure",
              "url": "https://name.openai.azure.com",
              "key": "vault:azure",
              "apiVersion": "2024-10-21",
              "deployments": { "gpt-4o": "our deployment", "größer": "d" },
              "strict": false
            },
            "m": { "kind": "mistral", "key": "env:MISTRAL_API_KEY" },
            "box.1": { "kind": "ollama", "url": "http://192.168.1.2:11434" },
            "box.v1": { "kind": "ollama-v1" },
            "v_1": { "kind": "vllm" },
            "l-1": { "kind": "llama-server", "url": "http://[::1]:8080/v1/" },
            "K": { "kind": "ktransformers" },
            "fast": { "kind": "local", "model": "qwen3-0.6b", "timeouts": {}, "strict": true },
          },
        }
        """;

    /// <summary>Small files that are sound.</summary>
    public static TheoryData<string> Accepted { get; } =
        new()
        {
            Full,
            "{}",
            " { /* nothing */ } ",
            """{"profiles":{}}""",
            """{"default":"openai"}""",
            """{"profiles":{"x":{"kind":"openai"}}}""",
            """{"profiles":{"x":{"kind":"openai","retries":2.0}}}""",
            """{"profiles":{"x":{"kind":"openai","headers":{}}}}""",
            """{"profiles":{"x":{"kind":"openai","timeouts":{"total":86400}}}}""",
            """{"profiles":{"x":{"kind":"ollama","model":"a","url":"http://h"}}}""",
        };

    /// <summary>Files that are wrong, with what the message says.</summary>
    public static TheoryData<string, string> Rejected { get; } =
        new()
        {
            { "[]", "the file must be an object" },
            { "\"canary-7c1f0e\"", "the file must be an object" },
            { "null", "the file must be an object" },
            { """{"profile":{}}""", "the file has an unknown key 'profile'" },
            { """{"default":1}""", "default must be a text" },
            { """{"default":"a/b"}""", "default is not a name" },
            { """{"profiles":[]}""", "profiles must be an object" },
            { """{"profiles":{"x":1}}""", "profiles.x must be an object" },
            { """{"profiles":{"x":{}}}""", "profiles.x has no \"kind\"" },
            { """{"profiles":{"x":{"kind":"opnai"}}}""", "profiles.x.kind names an unknown kind 'opnai'" },
            { """{"profiles":{"x":{"kind":"OpenAI"}}}""", "unknown kind" },
            { """{"profiles":{"x":{"kind":null}}}""", "profiles.x.kind must be a text" },
            { """{"profiles":{"x":{"kind":"openai","modle":"a"}}}""", "profiles.x has an unknown key 'modle'" },
            { """{"profiles":{"x":{"kind":"openai","apiVersion":"1"}}}""", "profiles.x.apiVersion does not belong" },
            { """{"profiles":{"x":{"kind":"vllm","project":"p"}}}""", "profiles.x.project does not belong" },
            { """{"profiles":{"x":{"kind":"local","url":"http://h"}}}""", "profiles.x.url does not belong" },
            { """{"profiles":{"x":{"kind":"azure"}}}""", "profiles.x has no \"url\"" },
            { """{"profiles":{"x":{"kind":"openai-compatible"}}}""", "profiles.x has no \"url\"" },
            { """{"profiles":{"":{"kind":"openai"}}}""", "is not a name" },
            { """{"profiles":{".x":{"kind":"openai"}}}""", "profiles[\".x\"] is not a name" },
            { """{"profiles":{"a/b":{"kind":"openai"}}}""", "profiles.a/b is not a name" },
            { """{"profiles":{"a b":{"kind":"openai"}}}""", "is not a name" },
            { """{"profiles":{"é":{"kind":"openai"}}}""", "is not a name" },
            { "{\"profiles\":{\"" + new string((char)97, 65) + "\":{\"kind\":\"openai\"}}}", "is not a name" },
            { """{"profiles":{"local":{"kind":"openai"}}}""", "profiles.local is the name of the built-in profile" },
            { """{"profiles":{"Local":{"kind":"openai"}}}""", "is the name of the built-in profile" },
            {
                """{"profiles":{"x":{"kind":"openai","url":"ftp://h"}}}""",
                "profiles.x.url must be an http or https address"
            },
            { """{"profiles":{"x":{"kind":"openai","url":"h:80"}}}""", "profiles.x.url must be" },
            { """{"profiles":{"x":{"kind":"openai","url":"https://"}}}""", "profiles.x.url must be" },
            { """{"profiles":{"x":{"kind":"openai","url":"http://a b"}}}""", "profiles.x.url must be" },
            { """{"profiles":{"x":{"kind":"openai","url":"http://h/\n"}}}""", "profiles.x.url must be" },
            {
                """{"profiles":{"x":{"kind":"openai","url":"http://me:canary-7c1f0e@h"}}}""",
                "must not hold a user name or password"
            },
            { """{"profiles":{"x":{"kind":"openai","url":"http://h?key=canary-7c1f0e"}}}""", "must not have a query" },
            {
                """{"profiles":{"x":{"kind":"openai","url":"http://h#canary-7c1f0e"}}}""",
                "must not have a query or a fragment"
            },
            {
                """{"profiles":{"x":{"kind":"openai","proxy":"http://me:canary-7c1f0e@h"}}}""",
                "profiles.x.proxy must not hold a user name"
            },
            {
                """{"profiles":{"x":{"kind":"openai","key":"canary-7c1f0e"}}}""",
                "profiles.x.key is not a reference to a key"
            },
            {
                """{"profiles":{"x":{"kind":"openai","key":"env:canary-7c1f0e"}}}""",
                "profiles.x.key is not a reference"
            },
            { """{"profiles":{"x":{"kind":"openai","key":"file:a\nb"}}}""", "profiles.x.key is not a reference" },
            { """{"profiles":{"x":{"kind":"openai","key":["canary-7c1f0e"]}}}""", "profiles.x.key must be a text" },
            { """{"profiles":{"x":{"kind":"openai","model":""}}}""", "profiles.x.model must have" },
            { """{"profiles":{"x":{"kind":"openai","model":" a"}}}""", "profiles.x.model must have" },
            { """{"profiles":{"x":{"kind":"openai","model":"a\n"}}}""", "profiles.x.model must have" },
            {
                """{"profiles":{"x":{"kind":"openai","organization":"é"}}}""",
                "profiles.x.organization must be printable"
            },
            {
                """{"profiles":{"x":{"kind":"openai","headers":{"Authorization":"Bearer canary-7c1f0e"}}}}""",
                "profiles.x.headers.Authorization is the header of the key"
            },
            { """{"profiles":{"x":{"kind":"openai","headers":{"X-API-Key":"env:A"}}}}""", "is the header of the key" },
            { """{"profiles":{"x":{"kind":"openai","headers":{"api-key":"env:A"}}}}""", "is the header of the key" },
            { """{"profiles":{"x":{"kind":"openai","headers":{"content-length":"1"}}}}""", "sets itself" },
            {
                """{"profiles":{"x":{"kind":"openai","headers":{"X-Token":"canary-7c1f0e"}}}}""",
                "profiles.x.headers.X-Token looks secret"
            },
            { """{"profiles":{"x":{"kind":"openai","headers":{"X-A":"bearer canary-7c1f0e"}}}}""", "looks secret" },
            { """{"profiles":{"x":{"kind":"openai","headers":{"X-A":"sk-canary-7c1f0e"}}}}""", "looks secret" },
            {
                """{"profiles":{"x":{"kind":"openai","headers":{"X-A":"env:canary-7c1f0e"}}}}""",
                "is not a sound reference"
            },
            {
                """{"profiles":{"x":{"kind":"openai","headers":{"X-A":"a\r\nX-B: canary-7c1f0e"}}}}""",
                "profiles.x.headers.X-A must have"
            },
            { """{"profiles":{"x":{"kind":"openai","headers":{"X A":"a"}}}}""", "is not the name of a header" },
            { """{"profiles":{"x":{"kind":"openai","headers":{"X:":"a"}}}}""", "is not the name of a header" },
            { """{"profiles":{"x":{"kind":"openai","headers":{"":"a"}}}}""", "is not the name of a header" },
            { """{"profiles":{"x":{"kind":"openai","headers":{"X-A":1}}}}""", "profiles.x.headers.X-A must be a text" },
            {
                """{"profiles":{"x":{"kind":"openai","timeouts":{"idle":0}}}}""",
                "profiles.x.timeouts.idle must be a number of seconds"
            },
            {
                """{"profiles":{"x":{"kind":"openai","timeouts":{"idle":"90s"}}}}""",
                "profiles.x.timeouts.idle must be a number of seconds"
            },
            {
                """{"profiles":{"x":{"kind":"openai","timeouts":{"idle":86401}}}}""",
                "profiles.x.timeouts.idle must be"
            },
            {
                """{"profiles":{"x":{"kind":"openai","timeouts":{"firsttoken":1}}}}""",
                "profiles.x.timeouts has an unknown key"
            },
            { """{"profiles":{"x":{"kind":"openai","retries":-1}}}""", "profiles.x.retries must be a whole number" },
            { """{"profiles":{"x":{"kind":"openai","retries":11}}}""", "profiles.x.retries must be a whole number" },
            { """{"profiles":{"x":{"kind":"openai","retries":1.5}}}""", "profiles.x.retries must be a whole number" },
            { """{"profiles":{"x":{"kind":"openai","strict":"yes"}}}""", "profiles.x.strict must be true or false" },
            { """{"profiles":{"x":{"kind":"azure","url":"https://h","deployments":{"":"d"}}}}""", "must have" },
            {
                """{"profiles":{"x":{"kind":"azure","url":"https://h","deployments":{"m":""}}}}""",
                "profiles.x.deployments.m must have"
            },
        };
}
