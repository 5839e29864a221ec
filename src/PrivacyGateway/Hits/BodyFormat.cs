namespace PrivacyGateway.Hits;

/// <summary>Whether a body can be read as hits.</summary>
internal enum BodyFormat
{
    Empty,

    /// <summary>A form, or one hit a line, in a one-byte encoding compatible with ASCII.</summary>
    Text,

    /// <summary>Of a type that no pixel and no SDK sends, or in an encoding that hides its content.</summary>
    Unreadable,
}
