/** Style sheets that come with a script. */
declare module '*.css';
