using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Parses values as .NET's configuration binder does: numbers and booleans may be quoted, as in environment variables.</summary>
internal static class PlatformValue
{
    public static bool IsScalar(Type type) => Nullable.GetUnderlyingType(type) is not null || type.IsPrimitive || type.IsEnum
        || type == typeof(string) || type == typeof(TimeSpan);

    /// <param name="node">The value in the file.</param>
    /// <param name="type">The property's type.</param>
    /// <param name="value">The parsed value.</param>
    /// <param name="expected">The expected kind of value, and how to write it.</param>
    public static bool TryRead(JsonNode? node, Type type, out object? value, out (string Kind, string Remedy) expected)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        expected = Expected(plain);
        value = null;
        if (node is null)
            return plain != type || !type.IsValueType;
        if (node is not JsonValue)
            return false;
        value = Read(node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString(), plain);
        return value is not null;
    }

    private static object? Read(string text, Type type)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (type == typeof(string))
            return text;
        if (type == typeof(bool))
            return bool.TryParse(text, out var truth) ? truth : null;
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var number) ? number : null;
        if (type == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var number) ? number : null;
        if (type == typeof(double))
            return double.TryParse(text, NumberStyles.Float, invariant, out var number) ? number : null;

        // A colon is required, because "130" would be 130 days.
        if (type == typeof(TimeSpan))
            return text.Contains(':') && TimeSpan.TryParse(text, invariant, out var span) ? span : null;
        return type.IsEnum && Enum.TryParse(type, text, ignoreCase: true, out var choice) && Enum.IsDefined(type, choice) ? choice : null;
    }

    private static (string Kind, string Remedy) Expected(Type type) =>
        type == typeof(bool) ? ("true or false", "Write true or false, without quotes.")
        : type == typeof(TimeSpan) ? ("a time span", "Write hours, minutes and seconds, such as \"00:02:10\".")
        : type == typeof(double) ? ("a number", "Write a number without quotes.")
        : type == typeof(string) ? ("a text", "Write a text in quotes.")
        : type.IsEnum ? ("one of the choices", $"Write one of {string.Join(", ", Enum.GetNames(type))}.")
        : ("a whole number", "Write a number without quotes.");
}
