using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Reads a section into a configuration record: each property with a <see cref="KeyAttribute"/> by its type. A key that is absent or wrong
/// leaves the record's default. (Decision 32.)
/// </summary>
internal static class RecordReader
{
    public static T Read<[DynamicallyAccessedMembers(KeyAttribute.Members)] T>(SectionReader section)
        where T : class => (T)Read(typeof(T), section);

    private static object Read([DynamicallyAccessedMembers(KeyAttribute.Members)] Type type, SectionReader section, bool isOpen = false)
    {
        var record = Activator.CreateInstance(type)!;
        var keys = KeyAttribute.In(type).ToArray();
        foreach (var (property, key) in keys)
        {
            var fallback = property.GetValue(record);
            if ((key.Section is null
                ? ReadValue(section, key, property.PropertyType, fallback) : ReadSection(section, key, fallback)) is { } value)
                property.SetValue(record, value);
        }

        foreach (var refused in type.GetCustomAttributes<RefusedKeyAttribute>())
            section.Refuse(refused.Name, refused.Message, refused.Remedy);
        if (!isOpen)
            section.Finish();

        // Only now: a default can depend on another key.
        foreach (var (property, key) in keys.Where(static pair => pair.Key is { Section: null, Format: YarpFormat.None }))
            section.NoteDefault(key.Name, ToJson(property.GetValue(record)));
        return record;
    }

    private static object? ReadValue(SectionReader section, KeyAttribute key, Type propertyType, object? fallback)
    {
        var type = Nullable.GetUnderlyingType(propertyType) ?? propertyType;
        if (key.Format != YarpFormat.None)
            return type == typeof(string)
                ? section.PlatformText(key.Name, YarpValue.From(key)) : section.PlatformTexts(key.Name, YarpValue.From(key));
        if (type == typeof(JsonNode))
            return Skip(section, key);
        if (type.IsEnum)
            return section.Choice(key.Name, [.. Enum.GetNames(type).Select(SectionReader.NameOf)], IsDemanded(key)) is { } name
                ? Enum.Parse(type, name, ignoreCase: true) : null;
        if (type == typeof(bool))
            return section.Bool(key.Name, IsDemanded(key));
        if (type == typeof(string))
            return section.String(key.Name, IsDemanded(key));
        if (type == typeof(IReadOnlyList<string>))
            return section.Strings(key.Name);
        if (type == typeof(IReadOnlyList<int>))
            return section.Numbers(key.Name, (int)key.Least, (int)key.Most);

        var number = section.Number(key.Name, key.Least, key.Most, ToJson(fallback)?.ToString() ?? "none");
        return number is null ? null
            : type == typeof(int) ? (int)number
            : type == typeof(long) ? number
            : type == typeof(TimeSpan) ? TimeSpan.FromMinutes(number.Value)
            : throw new NotSupportedException($"The key {key.Name} has a type that no configuration can hold: {type}.");
    }

    /// <summary>A section that has a default is read even if it is absent, so that each of its keys has its default.</summary>
    private static object? ReadSection(SectionReader parent, KeyAttribute key, object? fallback)
    {
        if (fallback is IDictionary entries)
            return ReadNamed(parent.Section(key.Name, IsDemanded(key)), key, entries);
        if (fallback is IList)
            return CheckList(parent, key);
        var section = key.IsRequired || fallback is null ? parent.Section(key.Name, IsDemanded(key)) : parent.SectionOrEmpty(key.Name);
        return section is null ? null : ReadComplete(key.Section!, section, key.IsOpen);
    }

    /// <summary>Sections of a list are YARP's, and the gateway needs to know none of them.</summary>
    private static object? CheckList(SectionReader parent, KeyAttribute key)
    {
        foreach (var section in parent.Sections(key.Name))
            Read(key.Section!, section);
        return null;
    }

    /// <summary>A key that .NET or YARP reads; of a section with known keys the names are checked.</summary>
    private static object? Skip(SectionReader section, KeyAttribute key)
    {
        if (key.Known is null)
        {
            section.Skip(key.Name);
            return null;
        }

        var child = section.Section(key.Name);
        foreach (var name in key.Known.Split(' '))
            child?.Skip(name);
        child?.Finish();
        return null;
    }

    private static bool IsDemanded(KeyAttribute key) => key.IsRequired && !key.IsReportedElsewhere;

    private static IDictionary ReadNamed(SectionReader? sections, KeyAttribute key, IDictionary entries)
    {
        foreach (var name in sections?.Keys.ToArray() ?? [])
        {
            if (sections!.Section(name) is { } section && ReadComplete(key.Section!, section) is { } record)
                entries[name] = record;
        }

        return entries;
    }

    /// <summary>Null for a section without one of its required keys, which is an error already.</summary>
    private static object? ReadComplete(
        [DynamicallyAccessedMembers(KeyAttribute.Members)] Type type, SectionReader section, bool isOpen = false)
    {
        var record = Read(type, section, isOpen);
        return KeyAttribute.In(type).All(pair => !IsDemanded(pair.Key) || pair.Property.GetValue(record) is not null) ? record : null;
    }

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        TimeSpan span => JsonValue.Create((long)span.TotalMinutes),
        Enum choice => JsonValue.Create(SectionReader.NameOf(choice.ToString())),
        IReadOnlyList<string> texts => new JsonArray([.. texts.Select(static text => JsonValue.Create(text))]),
        IReadOnlyList<int> numbers => new JsonArray([.. numbers.Select(static number => JsonValue.Create(number))]),
        _ => null,
    };
}
