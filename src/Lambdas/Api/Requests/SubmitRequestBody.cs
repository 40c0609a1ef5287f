namespace TmuxBuilder.Api.Requests;

/// <summary>What somebody wants built. Name, e-mail address and request are required.</summary>
/// <param name="Website">Hidden from people, who leave it empty: who fills it in is a program, and is refused.</param>
public sealed record SubmitRequestBody(
    string? Name, string? Email, string? Phone, string? InitialRequest, string? Website = null);
