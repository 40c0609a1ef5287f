namespace TmuxBuilder.Core.Validation;

/// <summary>Who wants a website, and what they want: checked and clean.</summary>
/// <param name="InitialRequest">Empty when they have not said yet.</param>
public sealed record Contact(string Name, string Email, string Phone, string InitialRequest)
{
    /// <summary>Checks what a form gave; what is wrong is noted in <paramref name="checks"/>.</summary>
    public static Contact Of(FieldChecks checks, string? name, string? email, string? phone, string? initialRequest) =>
        new(
        checks.Name("name", name),
        checks.Email("email", email),
        checks.Phone("phone", phone),
        checks.OptionalMessage("initial_request", initialRequest));
}
