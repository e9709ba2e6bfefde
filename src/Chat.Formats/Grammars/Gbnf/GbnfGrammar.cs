using System.Text;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>A grammar as its rules, read from GBNF. Every rule that is named is there. Immutable.</summary>
internal sealed class GbnfGrammar
{
    private readonly GbnfReader _reader;

    private GbnfGrammar(
        GbnfReader reader,
        IReadOnlyList<GbnfRule> rules,
        IReadOnlyDictionary<string, int> numbers,
        int root
    )
    {
        (_reader, Rules, Numbers, Root) = (reader, rules, numbers, root);
    }

    /// <summary>The rules.</summary>
    public IReadOnlyList<GbnfRule> Rules { get; }

    /// <summary>Each rule's place in <see cref="Rules"/>, by its name.</summary>
    public IReadOnlyDictionary<string, int> Numbers { get; }

    /// <summary>The place in <see cref="Rules"/> of the rule that a whole text follows.</summary>
    public int Root { get; }

    /// <summary>Reads a grammar.</summary>
    /// <param name="text">Its text, in llama.cpp's notation: at most <see cref="GbnfBuilder.MaxLength"/> characters.</param>
    /// <param name="root">The name of the rule that a whole text follows.</param>
    /// <exception cref="ChatException">
    /// The text is not GBNF, is too long or nested deeper than <see cref="GbnfParser.MaxDepth"/>, or names a rule that it lacks:
    /// kind <see cref="ChatErrorKind.InvalidRequest"/>, with line and column.
    /// </exception>
    public static GbnfGrammar Parse(string text, string root = "root")
    {
        var reader = new GbnfReader(text);
        if (text.Length > GbnfBuilder.MaxLength)
        {
            throw reader.Error($"it is longer than {GbnfBuilder.MaxLength} characters");
        }

        var rules = GbnfParser.Parse(reader);
        var numbers = new Dictionary<string, int>(rules.Count, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            numbers.Add(rule.Name, numbers.Count);
        }

        foreach (var rule in rules)
        {
            CheckReferences(rule.Body, numbers, reader);
        }

        return numbers.TryGetValue(root, out var number)
            ? new GbnfGrammar(reader, rules, numbers, number)
            : throw reader.Error($"it has no rule {root}", 0);
    }

    /// <summary>An error at a place of the grammar.</summary>
    /// <param name="what">What is wrong, without a capital and a full stop.</param>
    /// <param name="position">Where, in characters from 0.</param>
    public ChatException Error(string what, int position) => _reader.Error(what, position);

    /// <summary>Adds the rules to a larger grammar, under names of their own.</summary>
    /// <param name="builder">The larger grammar.</param>
    /// <param name="name">What the rule of the whole text is best called; the other rules' names begin with it.</param>
    /// <returns>The name that the rule of the whole text got.</returns>
    /// <exception cref="ChatException">The larger grammar is too long: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public string AddTo(GbnfBuilder builder, string name)
    {
        var names = new string[Rules.Count];
        names[Root] = builder.Reserve(name);
        for (var number = 0; number < names.Length; number++)
        {
            names[number] ??= builder.Reserve($"{name}-{Rules[number].Name}");
        }

        for (var number = 0; number < names.Length; number++)
        {
            builder.Set(names[number], GbnfWriter.Write(Rules[number].Body, old => names[Numbers[old]]));
        }

        return names[Root];
    }

    /// <summary>The grammar as GBNF, one rule a line.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var rule in Rules)
        {
            text.Append(rule.Name).Append(" ::= ").Append(GbnfWriter.Write(rule.Body, name => name)).Append('\n');
        }

        return text.ToString();
    }

    private static void CheckReferences(GbnfNode node, Dictionary<string, int> numbers, GbnfReader reader)
    {
        switch (node)
        {
            case GbnfReference reference when !numbers.ContainsKey(reference.Name):
                throw reader.Error($"there is no rule {Shorten(reference.Name)}", reference.Position);
            case GbnfSequence sequence:
                foreach (var item in sequence.Items)
                {
                    CheckReferences(item, numbers, reader);
                }

                break;
            case GbnfAlternation alternation:
                foreach (var item in alternation.Alternatives)
                {
                    CheckReferences(item, numbers, reader);
                }

                break;
            case GbnfRepetition repetition:
                CheckReferences(repetition.Item, numbers, reader);
                break;
        }
    }

    private static string Shorten(string name) => name.Length <= 64 ? name : $"{name[..64]}...";
}
