function handler(event) {
    var response = event.response;
    var path = event.request.uri;
    var embed = event.request.querystring.embed;
    // Only a session that is asked for as a part of another page may be in a frame, and only of the pages that were named.
    // What is seen here may be the path as it was asked for, or as it was led on.
    var framed = embed && embed.value === 'true' && (path === '/' || path === '/%EMBED%');
    var ancestors = framed ? "%ANCESTORS%" : "%NONE%";
    response.headers['content-security-policy'] = { value: "%POLICY% frame-ancestors " + ancestors };
    return response;
}
