using System.IO;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace PrivacyGateway.Endpoints.Pages;

/// <summary>The fields of a small form.</summary>
internal static class SmallForm
{
    private const string ContentType = "application/x-www-form-urlencoded";

    private const int MaxFields = 8;

    /// <param name="request">A request with a body.</param>
    /// <param name="maxName">Characters of a field's name.</param>
    /// <param name="maxValue">Characters of a field's value.</param>
    /// <param name="repeated">The value of a field that is sent more than once; no valid form sends it.</param>
    /// <returns>Null if the body is not a form, or too large.</returns>
    public static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(
        HttpRequest request, int maxName, int maxValue, string repeated = "")
    {
        if (request.ContentType?.Split(';')[0].Trim().Equals(ContentType, StringComparison.OrdinalIgnoreCase) != true
            || request.Headers.ContentEncoding.Count > 0)
            return null;

        try
        {
            using var reader =
                new FormReader(request.Body) { ValueCountLimit = MaxFields, KeyLengthLimit = maxName, ValueLengthLimit = maxValue };
            var fields = await reader.ReadFormAsync(request.HttpContext.RequestAborted);
            return fields.ToDictionary(
                static pair => pair.Key, pair => pair.Value.Count == 1 ? pair.Value[0] ?? "" : repeated, StringComparer.Ordinal);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
