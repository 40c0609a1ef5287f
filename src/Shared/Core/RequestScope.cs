using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Core;

/// <summary>Has every log line written on behalf of a call carry the call's <c>X-Request-Id</c>.</summary>
public static class RequestScope
{
    private static readonly Func<ILogger, string, IDisposable?> Begin =
        LoggerMessage.DefineScope<string>("RequestId:{RequestId}");

    extension(ILogger logger)
    {
        /// <summary>Begins a scope that lasts until it is disposed; none without an id.</summary>
        public IDisposable? BeginRequest(string? traceId) => traceId is null ? null : Begin(logger, traceId);
    }
}
