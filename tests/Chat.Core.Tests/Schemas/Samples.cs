using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tests.Schemas;

/// <summary>Types to make schemas of.</summary>
internal static class Samples
{
    [JsonConverter(typeof(JsonStringEnumConverter<Colour>))]
    public enum Colour
    {
        Red,

        [JsonStringEnumMemberName("dark-blue")]
        DarkBlue,
    }

    [Description("A person.")]
    public sealed record Person(
        [property: Description("Full name.")] string Name,
        [Description("In years.")] int? Age,
        Colour Favourite = Colour.Red
    );

    public sealed class Everything
    {
        public required string Text { get; init; }
        public string? MayBeNull { get; set; }
        public bool Flag { get; set; }
        public byte Small { get; set; } = 200;
        public long Large { get; set; } = long.MinValue;
        public double Real { get; set; } = 0.5;
        public decimal Money { get; set; } = 12.34m;
        public char Letter { get; set; } = 'Ω';
        public Colour Shade { get; set; } = Colour.DarkBlue;
        public Colour? NoShade { get; set; }
        public DateTimeOffset At { get; set; } = DateTimeOffset.UnixEpoch;
        public DateTime When { get; set; } = DateTime.UnixEpoch;
        public DateOnly Day { get; set; } = new(2024, 2, 29);
        public TimeSpan Took { get; set; } = TimeSpan.FromTicks(1_234_567_890_123);
        public Guid Id { get; set; }
        public Uri Home { get; set; } = new("https://example.org/a");
        public Version Release { get; set; } = new(1, 2);
        public byte[] Bytes { get; set; } = [1, 2];
        public List<string?> Texts { get; set; } = ["a", null];
        public int[][] Grid { get; set; } =
        [
            [1],
            [],
        ];
        public IReadOnlyDictionary<string, Person?> People { get; set; } =
            new Dictionary<string, Person?> { ["x"] = null };
        public JsonElement Any { get; set; } = JsonElement.Parse("{}");
        public object Thing { get; set; } = 5;
        public Person Owner { get; set; } = new("Ann", 5);
        public Tree Root { get; set; } = new("r", new Tree("s", null, []), [new Tree("t", null, [])]);

        [JsonPropertyName("renamed")]
        public int? Other { get; set; } = 4;

        [JsonIgnore]
        public Action? Skipped { get; set; }

        [JsonExtensionData]
        public Dictionary<string, JsonElement>? Extra { get; set; }

        public int Computed => Small + 1;
    }

    public sealed record Tree(string Label, Tree? Left, List<Tree> Children);

    public sealed record Ping(string Text, Pong? Next);

    public sealed record Pong(Ping? Next);

    public sealed record Match(Ping First, Ping? Second);

    public sealed class Bounded
    {
        [Range(1, 5)]
        public int Stars { get; set; } = 3;

        [Range(0.5, 1.5)]
        public double? Share { get; set; }

        [StringLength(8, MinimumLength = 2)]
        [RegularExpression("[a-z]+")]
        public string Word { get; set; } = "word";

        [MinLength(1), MaxLength(3)]
        public string[] Tags { get; set; } = ["a"];

        [MaxLength(4)]
        public string? Short { get; set; }

        [Required]
        public string? Needed { get; set; }

        [Display(Description = "Where to write to."), EmailAddress]
        public string Mail { get; set; } = "a@example.org";
    }

    [Flags]
    public enum Rights
    {
        None = 0,
        Read = 1,
        Write = 2,
    }

    public sealed record WithDelegate(string A, Inner B);

    public sealed record Inner(Func<int> Make);

    public sealed record WithPointers(IntPtr[] Handles);

    [JsonDerivedType(typeof(Circle), "circle")]
    public record Shape;

    public sealed record Circle(double Radius) : Shape;

    public sealed record Wide<T>(T A, T B, T C, T D);
}
