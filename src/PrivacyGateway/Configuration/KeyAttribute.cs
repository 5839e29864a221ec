using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Marks the property that holds the value of a key. The property's type says what may be written, its initializer is the default, and its
/// summary the description. The reader, the schema and the tables of
/// <c>docs/configuration.md</c> all come from it; no other list of keys exists.
/// </summary>
/// <param name="name">As it is written in the file.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyAttribute(string name) : Attribute
{
    /// <summary>The members of a configuration record that the trimmer must preserve.</summary>
    public const DynamicallyAccessedMemberTypes Members = DynamicallyAccessedMemberTypes.PublicParameterlessConstructor
        | DynamicallyAccessedMemberTypes.PublicProperties;

    public string Name => name;

    /// <summary>Whether the key must be written where its section is written.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether a validator reports that a required key is absent.</summary>
    public bool IsReportedElsewhere { get; init; }

    /// <summary>Whether a change takes effect only after a restart.</summary>
    public bool NeedsRestart { get; init; }

    /// <summary>The least number that is accepted.</summary>
    public long Least { get; init; }

    /// <summary>The greatest number that is accepted.</summary>
    public long Most { get; init; }

    /// <summary>
    /// The greatest number for the schema, where the reader accepts greater ones so that a validator can say more; 0 for <see
    /// cref="Most"/>.
    /// </summary>
    public long MostForSchema { get; init; }

    /// <summary>Of a number, or what a text names.</summary>
    public string Unit { get; init; } = "";

    /// <summary>JSON; another value than the default.</summary>
    public string Example { get; init; } = "";

    /// <summary>
    /// A regular expression of the schema for a text, or for each text of a list. The program's own check is a validator, whose message
    /// says what to write.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// Texts that may be written, with spaces between them; beside a
    /// <see cref="Pattern"/> they are examples. Of a section that .NET reads, the keys.
    /// </summary>
    public string? Known { get; init; }

    /// <summary>How YARP reads the value.</summary>
    public YarpFormat Format { get; init; }

    /// <summary>
    /// The record of a section. Where the property is a dictionary, the section's keys are names that the operator chooses; where it is a
    /// list, each entry is a section.
    /// </summary>
    [DynamicallyAccessedMembers(Members)]
    public Type? Section { get; init; }

    /// <summary>Whether the section may hold other keys too.</summary>
    public bool IsOpen { get; init; }

    /// <summary>A name that the operator may not choose.</summary>
    public string? ReservedName { get; init; }

    /// <summary>The keys of a record.</summary>
    public static IEnumerable<(PropertyInfo Property, KeyAttribute Key)> In([DynamicallyAccessedMembers(Members)] Type record) =>
        record.GetProperties().Select(static property => (property, Key: property.GetCustomAttribute<KeyAttribute>()!)).Where(
            static pair => pair.Key is not null);

    /// <summary>The paths of the keys of a record that need a restart. No key below a name of the operator's does.</summary>
    public static IEnumerable<string> FindNeedingRestart([DynamicallyAccessedMembers(Members)] Type record, string path)
    {
        foreach (var (_, key) in In(record))
        {
            if (key.NeedsRestart)
                yield return $"{path}.{key.Name}";
            if (key.Section is null)
                continue;
            foreach (var below in FindNeedingRestart(key.Section, $"{path}.{key.Name}"))
                yield return below;
        }
    }
}

/// <summary>A key that YARP has and the gateway cannot honour.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RefusedKeyAttribute(string name, string message, string remedy) : Attribute
{
    public string Name => name;

    public string Message => message;

    public string Remedy => remedy;
}
