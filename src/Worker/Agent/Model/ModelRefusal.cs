namespace TmuxBuilder.Agent.Model;

/// <summary>Why a call of the model is refused or cut, in the API's own terms.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ErrorType">The API's name of such an error.</param>
/// <param name="MayRetry">Whether asking again soon may help.</param>
public sealed record ModelRefusal(int Status, string ErrorType, string Message, bool MayRetry);
