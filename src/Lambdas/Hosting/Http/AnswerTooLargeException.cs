namespace TmuxBuilder.Hosting.Http;

/// <summary>A handler writes more than the service takes.</summary>
internal sealed class AnswerTooLargeException()
    : IOException("The answer is larger than 6 MB, the most that Lambda takes.");
