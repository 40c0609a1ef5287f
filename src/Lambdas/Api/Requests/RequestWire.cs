using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Api.Requests;

internal static class RequestWire
{
    extension(RequestStatus status)
    {
        /// <summary>The name on the wire.</summary>
        public string Wire => status.ToString().ToLowerInvariant();
    }
}
