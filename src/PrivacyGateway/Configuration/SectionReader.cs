using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Reads one JSON object strictly: each key is asked for once with its type, what is left over is an error with the nearest name.
/// A wrong value yields the default, so that reading goes on and finds everything. What comes out is noted in the effective tree, if there is one.
/// </summary>
internal sealed class SectionReader(JsonObject section, string path, ConfigDocument document, ConfigProblems problems, JsonObject? effective = null)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public string Path => path;

    public IEnumerable<string> Keys => section.Select(pair => pair.Key);

    public string PathOf(string key) => ConfigPath.Key(path, key);

    public bool Bool(string key, bool fallback, bool isRequired = false) => Note(key, ReadBool(key, fallback, isRequired), static read => read);

    public long Number(string key, long fallback, long least, long most) => Note(key, ReadNumber(key, fallback, least, most), static read => read);

    public string? String(string key, string? fallback, bool isRequired = false) => Note<string?>(key, ReadString(key, fallback, isRequired), static read => read);

    public T Choice<T>(string key, T fallback, bool isRequired = false)
        where T : struct, Enum => Note<T>(key, ReadChoice(key, fallback, isRequired), static read => NameOf(read));

    public IReadOnlyList<string> Strings(string key, IReadOnlyList<string> fallback) => Note(
        key,
        ReadList(key, fallback, static (node, _) => AsText(node), "", "a text, or it is empty or has spaces around it", "Write a text in quotes."),
        static read => new JsonArray([.. read.Select(static text => JsonValue.Create(text))]));

    public IReadOnlyList<int> Numbers(string key, IReadOnlyList<int> fallback, int least, int most) => Note<IReadOnlyList<int>>(
        key,
        [.. ReadList(key, [.. fallback.Select(static number => (long?)number)], (node, entry) => AsNumber(node, entry, least, most), least, $"a whole number from {least} to {most}", "Write one without quotes.").Select(static number => (int)number!)],
        static read => new JsonArray([.. read.Select(static number => JsonValue.Create(number))]));

    private bool ReadBool(string key, bool fallback, bool isRequired)
    {
        var value = Take(key, isRequired, "Write true or false.");
        if (value is null)
            return fallback;
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return value.GetValue<bool>();
        if (Text(PathOf(key), value) is { } text && bool.TryParse(text, out var parsed))
            return parsed;
        problems.Unreadable(PathOf(key), $"{ShownValue.From(value, PathOf(key))} is not true or false.", "Write true or false, without quotes.");
        return fallback;
    }

    private long ReadNumber(string key, long fallback, long least, long most)
    {
        var value = Take(key);
        if (value is null)
            return fallback;
        if (AsNumber(value, PathOf(key), least, most) is { } number)
            return number;
        problems.Unreadable(PathOf(key), $"{ShownValue.From(value, PathOf(key))} is not a whole number from {least} to {most}.", $"The default is {fallback}.");
        return fallback;
    }

    private string? ReadString(string key, string? fallback, bool isRequired)
    {
        var value = Take(key, isRequired, "Write a text in quotes.");
        if (value is null)
            return fallback;
        if (AsText(value) is { } text)
            return text;
        problems.Unreadable(PathOf(key), $"{ShownValue.From(value, PathOf(key))} is not a text, or it is empty or has spaces around it.", "Write a text in quotes, or leave the key out.");
        return fallback;
    }

    private T ReadChoice<T>(string key, T fallback, bool isRequired)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().Select(NameOf).ToArray();
        var remedy = $"Write {string.Join(" or ", names.Select(name => $"\"{name}\""))}.";
        var value = Take(key, isRequired, remedy);
        if (value is null)
            return fallback;
        var index = value.GetValueKind() == JsonValueKind.String ? Array.IndexOf(names, value.GetValue<string>()) : -1;
        if (index >= 0)
            return Enum.GetValues<T>()[index];
        problems.Unreadable(PathOf(key), $"{ShownValue.From(value, PathOf(key))} is not one of the choices.", remedy);
        return fallback;
    }

    /// <summary>A bad entry has a stand-in, so that the others keep their places and are looked at too.</summary>
    private IReadOnlyList<T> ReadList<T>(string key, IReadOnlyList<T> fallback, Func<JsonNode?, string, T?> read, T standIn, string expected, string remedy)
    {
        if (TakeList(key) is not { } list)
            return fallback;

        var values = new List<T>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var entry = ConfigPath.Entry(PathOf(key), i);
            var value = read(list[i], entry);
            if (value is null)
                problems.Unreadable(entry, $"{ShownValue.From(list[i], entry)} is not {expected}.", remedy);
            values.Add(value ?? standIn);
        }

        return values;
    }

    /// <summary>The section below a key; null if it is not there or is no object.</summary>
    public SectionReader? Section(string key, bool isRequired = false)
    {
        var value = Take(key, isRequired, "Write an object in braces.");
        if (value is JsonObject child)
            return new SectionReader(child, PathOf(key), document, problems, effective?[key] as JsonObject);
        if (value is not null)
            problems.Unreadable(PathOf(key), $"{ShownValue.From(value, PathOf(key))} is not an object.", "Write an object in braces.");
        return null;
    }

    /// <summary>The section below a key; one without keys, so that each has its default, if it is not there or is no object.</summary>
    public SectionReader SectionOrEmpty(string key)
    {
        if (Section(key) is { } section)
            return section;
        var empty = new JsonObject();
        return new SectionReader([], PathOf(key), document, problems, Note(key, empty, static read => read));
    }

    /// <summary>The sections of a list; empty if the key is not there.</summary>
    public IEnumerable<SectionReader> Sections(string key)
    {
        var list = TakeList(key);
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            if (list![i] is JsonObject child)
                yield return new SectionReader(child, ConfigPath.Entry(PathOf(key), i), document, problems);
            else
                problems.Unreadable(ConfigPath.Entry(PathOf(key), i), $"{ShownValue.From(list[i], ConfigPath.Entry(PathOf(key), i))} is not an object.", "Write an object in braces.");
        }
    }

    /// <summary>A value that YARP reads; reported if YARP could not.</summary>
    public void Check(string key, YarpValue value)
    {
        if (Take(key) is { } node)
            Check(PathOf(key), node, value);
    }

    /// <summary>The same for each value of a list.</summary>
    public void CheckEach(string key, YarpValue value)
    {
        var list = TakeList(key);
        for (var i = 0; i < (list?.Count ?? 0); i++)
            Check(ConfigPath.Entry(PathOf(key), i), list![i], value);
    }

    /// <summary>A value's text or a section's JSON, without counting as read; empty if the key is not there.</summary>
    public string TextOf(string key) => section[key]?.ToString() ?? "";

    /// <summary>A key that somebody else reads.</summary>
    public void Skip(string key) => _asked.Add(key);

    /// <summary>A key that exists elsewhere and may not stand here; it is in no list of known keys.</summary>
    public void Refuse(string key, string message, string remedy)
    {
        if (section.ContainsKey(key) && _refused.Add(key))
            problems.Error(PathOf(key), message, remedy);
    }

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var key in Keys.Where(key => !_asked.Contains(key) && !_refused.Contains(key)))
        {
            var remedy = NearestName.Of(key, _asked) is { } nearest ? $"Did you mean \"{nearest}\"?" : $"Known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.";
            problems.Error(PathOf(key), "this key is not known.", remedy);
        }
    }

    private T Note<T>(string key, T read, Func<T, JsonNode?> write)
    {
        if (effective is not null && write(read) is { } value)
            effective[key] = value;
        return read;
    }

    private JsonArray? TakeList(string key)
    {
        var value = Take(key);
        if (value is not null and not JsonArray)
            problems.Unreadable(PathOf(key), $"{ShownValue.From(value, PathOf(key))} is not a list.", document.Variables.TryGetValue(PathOf(key), out var variable) ? $"Set {variable}__0, {variable}__1 and so on, one for each entry." : $"Write a list, such as [{ShownValue.From(value, PathOf(key))}].");
        return value as JsonArray;
    }

    private void Check(string path, JsonNode? node, YarpValue value)
    {
        var text = node?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? node.ToString() : null;
        if (text is null || !value.IsValid(text))
            problems.Unreadable(path, $"{ShownValue.From(node, path)} is not {value.Expected}.", $"Write {value.Expected}.");
    }

    private JsonNode? Take(string key, bool isRequired = false, string remedy = "")
    {
        _asked.Add(key);
        if (section.TryGetPropertyValue(key, out var value) && value is not null)
            return value;
        if (value is null && section.ContainsKey(key))
            problems.Unreadable(PathOf(key), "null is no value.", "Leave the key out to get the default.");
        else if (isRequired)
            problems.Unreadable(PathOf(key), "this key is required.", remedy);
        return null;
    }

    private static string NameOf<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString());

    private static string? AsText(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is { Length: > 0 } text && text == text.Trim() ? text : null;

    private long? AsNumber(JsonNode? node, string at, long least, long most)
    {
        long? number = node?.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue(out long plain) ? plain
            : Text(at, node) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed
            : null;
        return number >= least && number <= most ? number : null;
    }

    /// <summary>In the environment every value is text.</summary>
    private string? Text(string at, JsonNode? value) =>
        document.IsFromEnvironment(at) && value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
