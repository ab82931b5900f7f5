// How large a picture may be that is sent as a poster. Without dependencies, for the site as well.

export const pictureBytesMax = 20_000_000;
