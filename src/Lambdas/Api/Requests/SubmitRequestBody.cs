namespace TmuxBuilder.Api.Requests;

/// <summary>What somebody wants built. Name, e-mail address and request are required.</summary>
public sealed record SubmitRequestBody(string? Name, string? Email, string? Phone, string? InitialRequest);
