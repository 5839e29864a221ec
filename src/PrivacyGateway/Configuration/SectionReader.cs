using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Reads one JSON object strictly: each key is read once with its type, and a key that is not read is an error with the nearest name.
/// A wrong value is reported and read as absent, so that one run finds all
/// problems. Each key that is read is noted in the effective tree, if there is one.
/// </summary>
internal sealed class SectionReader(
    JsonObject section, string path, ConfigDocument document, ConfigProblems problems, JsonObject? effective = null)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public string Path => path;

    public IEnumerable<string> Keys => section.Select(pair => pair.Key);

    public string PathOf(string key) => ConfigPath.Key(path, key);

    /// <summary>Null if the key is absent or wrong, as of all values below.</summary>
    public bool? Bool(string key, bool isRequired = false)
    {
        const string Remedy = "Write true or false";
        var value = Take(key, isRequired, $"{Remedy}.");
        if (value is null)
            return null;
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return value.GetValue<bool>();
        if (Text(PathOf(key), value) is { } text && bool.TryParse(text, out var parsed))
            return Note(key, parsed, static read => read);
        ReportWrong(key, value, "true or false", $"{Remedy}, without quotes.");
        return null;
    }

    public long? Number(string key, long least, long most, string fallback)
    {
        var value = Take(key);
        if (value is null)
            return null;
        if (AsNumber(value, PathOf(key), least, most) is { } number)
            return Note(key, number, static read => read);
        ReportWrong(key, value, $"a whole number from {least} to {most}", $"The default is {fallback}.");
        return null;
    }

    public string? String(string key, bool isRequired = false)
    {
        const string Remedy = "Write a text in quotes";
        var value = Take(key, isRequired, $"{Remedy}.");
        if (value is null)
            return null;
        if (AsText(value) is { } text)
            return text;
        ReportWrong(key, value, "a text, or it is empty or has spaces around it", $"{Remedy}, or leave the key out.");
        return null;
    }

    /// <summary>One of several names.</summary>
    public string? Choice(string key, IReadOnlyList<string> names, bool isRequired = false)
    {
        var remedy = $"Write {string.Join(" or ", names.Select(static name => $"\"{name}\""))}.";
        var value = Take(key, isRequired, remedy);
        if (value is null)
            return null;
        if (value.GetValueKind() == JsonValueKind.String && names.Contains(value.GetValue<string>(), StringComparer.Ordinal))
            return value.GetValue<string>();
        ReportWrong(key, value, "one of the choices", remedy);
        return null;
    }

    public IReadOnlyList<string>? Strings(string key) =>
        ReadList(key, static (node, _) => AsText(node), "", "a text, or it is empty or has spaces around it", "Write a text in quotes.");

    public IReadOnlyList<int>? Numbers(string key, int least, int most)
    {
        var numbers = ReadList(key, (node, entry) => (int?)AsNumber(node, entry, least, most), least,
            $"a whole number from {least} to {most}", "Write one without quotes.");
        return numbers is null ? null : Note<int[]>(key, [.. numbers.Select(static number => number!.Value)],
            static read => new JsonArray([.. read.Select(static number => JsonValue.Create(number))]));
    }

    /// <summary>Notes in the effective tree the value of a key that is absent.</summary>
    public void NoteDefault(string key, JsonNode? value)
    {
        if (effective?.ContainsKey(key) == false && value is not null)
            effective[key] = value;
    }

    /// <summary>A name of the program as the file writes it.</summary>
    public static string NameOf(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>An entry that is wrong has a stand-in, so that the others keep their indexes and are validated too.</summary>
    private List<T>? ReadList<T>(string key, Func<JsonNode?, string, T?> read, T standIn, string expected, string remedy)
    {
        if (TakeList(key) is not { } list)
            return null;

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

    private void ReportWrong(string key, JsonNode value, string expected, string remedy) =>
        problems.Unreadable(PathOf(key), $"{ShownValue.From(value, PathOf(key))} is not {expected}.", remedy);

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
                problems.Unreadable(ConfigPath.Entry(PathOf(key), i),
                    $"{ShownValue.From(list[i], ConfigPath.Entry(PathOf(key), i))} is not an object.", "Write an object in braces.");
        }
    }

    /// <summary>The text of a value that YARP reads; reported if YARP could not.</summary>
    public string? PlatformText(string key, YarpValue value) => Take(key) is { } node ? CheckText(PathOf(key), node, value) : null;

    /// <summary>The same for each value of a list.</summary>
    public IReadOnlyList<string>? PlatformTexts(string key, YarpValue value) =>
        TakeList(key) is { } list
            ? [.. list.Select((node, i) => CheckText(ConfigPath.Entry(PathOf(key), i), node, value)).OfType<string>()] : null;

    /// <summary>A value as it stands in the file, without counting as read.</summary>
    public JsonNode? Raw(string key) => section[key];

    /// <summary>A key that .NET or YARP reads.</summary>
    public void Skip(string key) => _read.Add(key);

    /// <summary>A key that exists elsewhere and may not stand here; it is in no list of known keys.</summary>
    public void Refuse(string key, string message, string remedy)
    {
        if (section.ContainsKey(key) && _refused.Add(key))
            problems.Error(PathOf(key), message, remedy);
    }

    /// <summary>Reports every key that was not read.</summary>
    public void Finish()
    {
        foreach (var key in Keys.Where(key => !_read.Contains(key) && !_refused.Contains(key)))
        {
            var remedy = NearestName.Find(key, _read) is { } nearest
                ? $"Did you mean \"{nearest}\"?" : $"Known here: {string.Join(", ", _read.Order(StringComparer.Ordinal))}.";
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
            problems.Unreadable(PathOf(key), $"{ShownValue.From(value, PathOf(key))} is not a list.",
                document.Variables.TryGetValue(PathOf(key), out var variable)
                    ? $"Set {variable}__0, {variable}__1 and so on, one for each entry." : "Write a list, such as "
                        + $"[{ShownValue.From(value, PathOf(key))}].");
        return value as JsonArray;
    }

    private string? CheckText(string at, JsonNode? node, YarpValue value)
    {
        var text = node?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? node.ToString() : null;
        if (text is not null && value.IsValid(text))
            return text;
        problems.Unreadable(at, $"{ShownValue.From(node, at)} is not {value.Expected}.", $"Write {value.Expected}.");
        return null;
    }

    private JsonNode? Take(string key, bool isRequired = false, string remedy = "")
    {
        _read.Add(key);
        if (section.TryGetPropertyValue(key, out var value) && value is not null)
            return value;
        if (value is null && section.ContainsKey(key))
            problems.Unreadable(PathOf(key), "null is no value.", "Leave the key out to get the default.");
        else if (isRequired)
            problems.Unreadable(PathOf(key), "this key is required.", remedy);
        return null;
    }

    private static string? AsText(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is { Length: > 0 } text && text == text.Trim()
            ? text : null;

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
