namespace Chat.Core.Json;

/// <summary>A value type over a wire string whose known words are only some of the words it may hold.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IOpenVocabulary<out TSelf>
    where TSelf : struct, IOpenVocabulary<TSelf>
{
    /// <summary>The wire text, exactly as it was read.</summary>
    string Value { get; }

    /// <summary>Makes a value from its wire text, known or not.</summary>
    /// <param name="value">The wire text.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or white space.</exception>
    static abstract TSelf FromWire(string value);
}
