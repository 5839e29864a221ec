using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>A key of a configuration record, as the schema and the tables show it.</summary>
/// <param name="Property">Holds the value.</param>
/// <param name="Key">Its attribute.</param>
/// <param name="Fallback">The record's default.</param>
internal sealed record ConfigurationKey(PropertyInfo Property, KeyAttribute Key, object? Fallback)
{
    /// <summary>The property's type, null aside.</summary>
    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Whether it is a section below names that the operator chooses.</summary>
    public bool IsNamed => Fallback is IDictionary;

    /// <summary>Whether each entry of it is a section.</summary>
    public bool IsList => Key.Section is not null && Fallback is IList and not IDictionary;

    public bool IsNumber => Type == typeof(int) || Type == typeof(long) || Type == typeof(TimeSpan);

    /// <summary>Null for a required key, and for one whose default is that nothing is there.</summary>
    public JsonNode? Default => Key.IsRequired ? null : Fallback switch
    {
        null => null,
        _ when IsList => null,
        string text when Key.Format == YarpFormat.Count => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        Enum choice => NameOf(choice.ToString()),
        TimeSpan span => (long)span.TotalMinutes,
        IReadOnlyList<string> texts => new JsonArray([.. texts.Select(static text => JsonValue.Create(text))]),
        IReadOnlyList<int> numbers => new JsonArray([.. numbers.Select(static number => JsonValue.Create(number))]),
        bool flag => flag,
        int number => number,
        long number => number,
        _ => Fallback.ToString(),
    };

    /// <summary>The choices of an enum.</summary>
    public JsonArray Choices => [.. Enum.GetNames(Type).Select(static name => JsonValue.Create(NameOf(name)))];

    public static IReadOnlyList<ConfigurationKey> In(Type record)
    {
        var defaults = Activator.CreateInstance(record);
        return [.. KeyAttribute.In(record).Select(pair => new ConfigurationKey(pair.Property, pair.Key, pair.Property.GetValue(defaults)))];
    }

    private static string NameOf(string name) => SectionReader.NameOf(name);
}
