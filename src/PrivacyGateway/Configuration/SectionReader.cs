using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Reads one JSON object strictly: each key is asked for once with its type, what is left over is an error with the nearest name.
/// A wrong value yields the default, so that reading goes on and finds everything.
/// </summary>
internal sealed class SectionReader(JsonObject section, string path, ConfigDocument document, ConfigProblems problems)
{
    private static readonly JsonSerializerOptions Shown = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public string Path => path;

    public IEnumerable<string> Keys => section.Select(pair => pair.Key);

    public string PathOf(string key) => ConfigPath.Key(path, key);

    public bool Bool(string key, bool fallback, bool isRequired = false)
    {
        var value = Take(key, isRequired, "Write true or false.");
        if (value is null)
            return fallback;
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return value.GetValue<bool>();
        if (Text(key, value) is { } text && bool.TryParse(text, out var parsed))
            return parsed;
        problems.Error(PathOf(key), $"{Show(value)} is not true or false.", "Write true or false, without quotes.");
        return fallback;
    }

    public long Number(string key, long fallback, long least, long most)
    {
        var value = Take(key);
        if (value is null)
            return fallback;
        long? number = value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out long plain) ? plain
            : Text(key, value) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed
            : null;
        if (number >= least && number <= most)
            return number.Value;
        problems.Error(PathOf(key), $"{Show(value)} is not a whole number from {least} to {most}.", $"The default is {fallback}.");
        return fallback;
    }

    public string? String(string key, string? fallback, bool isRequired = false)
    {
        var value = Take(key, isRequired, "Write a text in quotes.");
        if (value is null)
            return fallback;
        if (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text && text == text.Trim())
            return text;
        problems.Error(PathOf(key), $"{Show(value)} is not a text, or it is empty or has spaces around it.", "Write a text in quotes, or leave the key out.");
        return fallback;
    }

    public T Choice<T>(string key, T fallback, bool isRequired = false)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        var remedy = $"Write {string.Join(" or ", names.Select(name => $"\"{name}\""))}.";
        var value = Take(key, isRequired, remedy);
        if (value is null)
            return fallback;
        var index = value.GetValueKind() == JsonValueKind.String ? Array.IndexOf(names, value.GetValue<string>()) : -1;
        if (index >= 0)
            return Enum.GetValues<T>()[index];
        problems.Error(PathOf(key), $"{Show(value)} is not one of the choices.", remedy);
        return fallback;
    }

    public IReadOnlyList<string> Strings(string key, IReadOnlyList<string> fallback)
    {
        if (TakeList(key) is not { } list)
            return fallback;

        var texts = new List<string>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i]?.GetValueKind() == JsonValueKind.String && list[i]!.GetValue<string>() is { Length: > 0 } text && text == text.Trim())
                texts.Add(text);
            else
                problems.Error(ConfigPath.Entry(PathOf(key), i), $"{Show(list[i])} is not a text, or it is empty or has spaces around it.", "Write a text in quotes.");
        }

        return texts.Count == list.Count ? texts : fallback;
    }

    public IReadOnlyList<int> Numbers(string key, IReadOnlyList<int> fallback, int least, int most)
    {
        if (TakeList(key) is not { } list)
            return fallback;

        var numbers = new List<int>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var text = list[i]?.GetValueKind() == JsonValueKind.String ? list[i]!.GetValue<string>() : list[i]?.ToJsonString();
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                && (list[i]!.GetValueKind() == JsonValueKind.Number || document.IsFromEnvironment(ConfigPath.Entry(PathOf(key), i))))
            {
                numbers.Add(number);
            }
            else
            {
                problems.Error(ConfigPath.Entry(PathOf(key), i), $"{Show(list[i])} is not a whole number from {least} to {most}.", "Write one without quotes.");
            }
        }

        return numbers.Count == list.Count ? numbers : fallback;
    }

    /// <summary>The section below a key; null if it is not there or is no object.</summary>
    public SectionReader? Section(string key, bool isRequired = false)
    {
        var value = Take(key, isRequired, "Write an object in braces.");
        if (value is JsonObject child)
            return new SectionReader(child, PathOf(key), document, problems);
        if (value is not null)
            problems.Error(PathOf(key), $"{Show(value)} is not an object.", "Write an object in braces.");
        return null;
    }

    /// <summary>The sections of a list; empty if the key is not there.</summary>
    public IEnumerable<SectionReader> Sections(string key)
    {
        var list = TakeList(key);
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            if (list![i] is JsonObject child)
                yield return new SectionReader(child, $"{PathOf(key)}[{i}]", document, problems);
            else
                problems.Error($"{PathOf(key)}[{i}]", $"{list[i]?.ToJsonString() ?? "null"} is not an object.", "Write an object in braces.");
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
            Check($"{PathOf(key)}[{i}]", list![i], value);
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

    private JsonArray? TakeList(string key)
    {
        var value = Take(key);
        if (value is not null and not JsonArray)
            problems.Error(PathOf(key), $"{Show(value)} is not a list.", document.Variables.TryGetValue(PathOf(key), out var variable) ? $"Set {variable}__0, {variable}__1 and so on, one for each entry." : $"Write a list, such as [{Show(value)}].");
        return value as JsonArray;
    }

    private void Check(string path, JsonNode? node, YarpValue value)
    {
        var text = node?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? node.ToString() : null;
        if (text is null || !value.IsValid(text))
            problems.Error(path, $"{node?.ToJsonString() ?? "null"} is not {value.Expected}.", $"Write {value.Expected}.");
    }

    private JsonNode? Take(string key, bool isRequired = false, string remedy = "")
    {
        _asked.Add(key);
        if (section.TryGetPropertyValue(key, out var value) && value is not null)
            return value;
        if (value is null && section.ContainsKey(key))
            problems.Error(PathOf(key), "null is no value.", "Leave the key out to get the default.");
        else if (isRequired)
            problems.Error(PathOf(key), "this key is required.", remedy);
        return null;
    }

    /// <summary>The value as it was written, letters of every language included.</summary>
    private static string Show(JsonNode? value) => value?.ToJsonString(Shown) ?? "null";

    private string? Text(string key, JsonNode value) =>
        document.IsFromEnvironment(PathOf(key)) && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
